package dev.lepton.learn.tree.internal;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// XGBoost 3.1 behind its C interface (`include/xgboost/c_api.h`): matrices, training, and prediction.
///
/// Thread-safe, but one [Training] belongs to one thread at a time.
public final class XgBoostEngine {

    private static @Nullable NativeEngine loaded;

    private XgBoostEngine() {}

    private static synchronized NativeEngine engine() {
        if (loaded == null) {
            String path = "lib/"
                    + switch (Platform.current()) {
                        case LINUX -> "linux/" + Platform.architecture() + "/libxgboost4j.so";
                        case MACOS -> "macos/" + Platform.architecture() + "/libxgboost4j.dylib";
                        case WINDOWS -> "windows/" + Platform.architecture() + "/xgboost4j.dll";
                    };
            loaded = NativeEngine.open("XGBoost", NativeCache.ofUser().unpack(path), "XGBGetLastError");
            try (Arena arena = Arena.ofConfined()) {
                loaded.call("XGBSetGlobalConfig", arena.allocateFrom("{\"verbosity\": 0}"));
            }
        }
        return loaded;
    }

    /// Rows as the engine holds them; immutable, released when nothing refers to it.
    public static final class Matrix {

        private final MemorySegment handle;
        private final int rows;

        private Matrix(MemorySegment handle, int rows) {
            this.handle = handle;
            this.rows = rows;
        }

        /// @param matrix 32-bit features, NaN where missing; copied
        /// @param kinds one per feature: `c` for categories, `q` for quantities
        public static Matrix of(FloatMatrix matrix, List<String> kinds, int threads) {
            NativeEngine engine = engine();
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
                MemorySegment values = arena.allocateFrom(ValueLayout.JAVA_FLOAT, matrix.values());
                engine.call(
                        "XGDMatrixCreateFromDense",
                        arena.allocateFrom(describe(values, matrix)),
                        arena.allocateFrom("{\"missing\": NaN, \"nthread\": " + threads + "}"),
                        out);
                Matrix made = new Matrix(
                        NativeEngine.owned(out, handle -> engine.call("XGDMatrixFree", handle)), matrix.rows());
                if (kinds.contains("c")) {
                    made.setKinds(kinds);
                }
                return made;
            }
        }

        private void setKinds(List<String> kinds) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment pointers = arena.allocate(ValueLayout.ADDRESS, kinds.size());
                for (int i = 0; i < kinds.size(); i++) {
                    pointers.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(kinds.get(i)));
                }
                engine().call("XGDMatrixSetStrFeatureInfo", handle, arena.allocateFrom("feature_type"), pointers, (long)
                        kinds.size());
            }
        }

        /// Adds the answers to learn from, before the matrix is handed on.
        public Matrix with(float[] labels, float @Nullable [] weights) {
            set("label", labels);
            if (weights != null) {
                set("weight", weights);
            }
            return this;
        }

        private void set(String field, float[] values) {
            try (Arena arena = Arena.ofConfined()) {
                engine().call(
                                "XGDMatrixSetFloatInfo",
                                handle,
                                arena.allocateFrom(field),
                                arena.allocateFrom(ValueLayout.JAVA_FLOAT, values),
                                (long) values.length);
            }
        }
    }

    /// A booster that grows round by round.
    public static final class Training implements AutoCloseable {

        private final NativeEngine engine = engine();
        private final MemorySegment booster;
        private final Matrix train;
        private final @Nullable Matrix valid;
        private int rounds;

        /// @param valid rows whose answers are asked for after rounds, or null
        public Training(Matrix train, @Nullable Matrix valid, Map<String, String> parameters) {
            this.train = train;
            this.valid = valid;
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment matrices = arena.allocate(ValueLayout.ADDRESS, 2);
                matrices.setAtIndex(ValueLayout.ADDRESS, 0, train.handle);
                if (valid != null) {
                    matrices.setAtIndex(ValueLayout.ADDRESS, 1, valid.handle);
                }
                MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
                engine.call("XGBoosterCreate", matrices, valid == null ? 1L : 2L, out);
                booster = out.get(ValueLayout.ADDRESS, 0);
                parameters.forEach((name, value) ->
                        engine.call("XGBoosterSetParam", booster, arena.allocateFrom(name), arena.allocateFrom(value)));
            }
        }

        public void update() {
            engine.call("XGBoosterUpdateOneIter", booster, rounds, train.handle);
            rounds++;
        }

        /// The answers for the validation rows so far, after the objective's link: `[row, output]`. The
        /// engine adds only the trees that are new since the last call.
        public double[] validationAnswers() {
            return valid == null ? new double[0] : XgBoostEngine.predict(booster, valid, 0, false);
        }

        /// The model of the first `kept` rounds as UBJSON.
        public byte[] bytes(int kept) {
            if (kept == rounds) {
                return save(booster);
            }
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
                engine.call("XGBoosterSlice", booster, 0, kept, 1, out);
                MemorySegment cut = out.get(ValueLayout.ADDRESS, 0);
                byte[] bytes = save(cut);
                engine.call("XGBoosterFree", cut);
                return bytes;
            }
        }

        @Override
        public void close() {
            engine.call("XGBoosterFree", booster);
            Reference.reachabilityFence(train); // the booster reads the rows where they lie
            Reference.reachabilityFence(valid);
        }
    }

    /// A model that was read from JSON or UBJSON. Immutable, thread-safe, released when nothing refers to
    /// it.
    public static final class Predictor {

        private final MemorySegment booster;
        private final List<String> kinds;
        private final int rounds;

        /// @param kinds as [Matrix#of]
        /// @param rounds how many rounds answer; 0 for all
        /// @throws LeptonException INVALID_MODEL where XGBoost cannot read the bytes
        public Predictor(byte[] model, List<String> kinds, int rounds) {
            this.kinds = List.copyOf(kinds);
            this.rounds = rounds;
            NativeEngine engine = engine();
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
                engine.call("XGBoosterCreate", MemorySegment.NULL, 0L, out);
                booster = NativeEngine.owned(out, handle -> engine.call("XGBoosterFree", handle));
                MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, model);
                engine.call("XGBoosterLoadModelFromBuffer", booster, bytes, (long) model.length);
            } catch (LeptonException e) {
                throw new LeptonException(ErrorCode.INVALID_MODEL, e.getMessage(), e);
            }
        }

        /// The answers of rows, after the objective's link unless `raw`: `[row, output]`.
        public double[] predict(FloatMatrix matrix, boolean raw, int threads) {
            if (matrix.rows() == 0) {
                return new double[0];
            }
            return XgBoostEngine.predict(booster, Matrix.of(matrix, kinds, threads), rounds, raw);
        }
    }

    private static double[] predict(MemorySegment booster, Matrix rows, int rounds, boolean raw) {
        String config = "{\"type\": " + (raw ? 1 : 0)
                + ", \"training\": false, \"iteration_begin\": 0, \"iteration_end\": " + rounds
                + ", \"strict_shape\": true}";
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment shape = arena.allocate(ValueLayout.ADDRESS);
            MemorySegment axes = arena.allocate(ValueLayout.JAVA_LONG);
            MemorySegment answers = arena.allocate(ValueLayout.ADDRESS);
            engine().call(
                            "XGBoosterPredictFromDMatrix",
                            booster,
                            rows.handle,
                            arena.allocateFrom(config),
                            shape,
                            axes,
                            answers);
            long width = 1;
            for (int axis = 1; axis < axes.get(ValueLayout.JAVA_LONG, 0); axis++) {
                width *= NativeEngine.longs(shape, axis + 1)[axis];
            }
            float[] found = NativeEngine.floats(answers, Math.toIntExact(rows.rows * width));
            double[] wide = new double[found.length];
            for (int i = 0; i < wide.length; i++) {
                wide[i] = found[i];
            }
            return wide;
        }
    }

    private static byte[] save(MemorySegment booster) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment length = arena.allocate(ValueLayout.JAVA_LONG);
            MemorySegment bytes = arena.allocate(ValueLayout.ADDRESS);
            engine().call(
                            "XGBoosterSaveModelToBuffer",
                            booster,
                            arena.allocateFrom("{\"format\": \"ubj\"}"),
                            length,
                            bytes);
            return NativeEngine.bytes(bytes, Math.toIntExact(length.get(ValueLayout.JAVA_LONG, 0)));
        }
    }

    /// A matrix in NumPy's array interface, as the engine reads it.
    private static String describe(MemorySegment values, FloatMatrix matrix) {
        return "{\"data\": [" + values.address() + ", true], \"shape\": [" + matrix.rows() + ", " + matrix.columns()
                + "], \"typestr\": \"<f4\", \"version\": 3}";
    }
}
