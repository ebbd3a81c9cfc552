package dev.lepton.learn.tree.internal;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// LightGBM 4.3 behind its C interface (`include/LightGBM/c_api.h`): binned data sets, training, and
/// prediction.
///
/// Thread-safe, but one [Training] belongs to one thread at a time.
public final class LightGbmEngine {

    private static final int FLOAT32 = 0;
    private static final int FLOAT64 = 1;
    private static final int NORMAL = 0;
    private static final int RAW_SCORE = 1;
    private static final int ROW_MAJOR = 1;
    private static final int ALL_ROUNDS = -1;

    private static @Nullable NativeEngine loaded;

    private LightGbmEngine() {}

    private static synchronized NativeEngine engine() {
        if (loaded == null) {
            String path = "lightgbm4j/"
                    + switch (Platform.current()) {
                        case LINUX -> "linux/" + Platform.architecture() + "/lib_lightgbm.so";
                        case MACOS -> "osx/" + Platform.architecture() + "/lib_lightgbm.dylib";
                        case WINDOWS -> "windows/" + Platform.architecture() + "/lib_lightgbm.dll";
                    };
            loaded = NativeEngine.open("LightGBM", NativeCache.ofUser().unpack(path), "LGBM_GetLastError");
        }
        return loaded;
    }

    /// Rows as the engine bins them; immutable, released when nothing refers to it.
    public static final class Dataset {

        private final MemorySegment handle;
        private final int rows;

        private Dataset(MemorySegment handle, int rows) {
            this.handle = handle;
            this.rows = rows;
        }

        /// Bins a matrix, in one native call that no deadline cuts short. The engine would also take rows block by
        /// block, but sizes buffers by a number of threads that all trainings of the process share: one that
        /// changes between two blocks would have it write beside them.
        ///
        /// @param matrix 32-bit features, NaN where missing; copied
        /// @param labels one number a row
        /// @param weights one number a row, or null where every row counts 1
        /// @param like the data set whose bins are taken over, or null to find bins
        public static Dataset of(
                FloatMatrix matrix,
                float[] labels,
                float @Nullable [] weights,
                String parameters,
                @Nullable Dataset like) {
            NativeEngine engine = engine();
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
                engine.call(
                        "LGBM_DatasetCreateFromMat",
                        arena.allocateFrom(ValueLayout.JAVA_FLOAT, matrix.values()),
                        FLOAT32,
                        matrix.rows(),
                        matrix.columns(),
                        ROW_MAJOR,
                        arena.allocateFrom(parameters),
                        like == null ? MemorySegment.NULL : like.handle,
                        out);
                Dataset made = new Dataset(
                        NativeEngine.owned(out, handle -> engine.call("LGBM_DatasetFree", handle)), matrix.rows());
                made.set("label", labels);
                if (weights != null) {
                    made.set("weight", weights);
                }
                return made;
            }
        }

        /// Some of the rows, binned alike; copied.
        ///
        /// @param chosen rows in ascending order
        public Dataset subset(int[] chosen, String parameters) {
            NativeEngine engine = engine();
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
                engine.call(
                        "LGBM_DatasetGetSubset",
                        handle,
                        arena.allocateFrom(ValueLayout.JAVA_INT, chosen),
                        chosen.length,
                        arena.allocateFrom(parameters),
                        out);
                return new Dataset(
                        NativeEngine.owned(out, made -> engine.call("LGBM_DatasetFree", made)), chosen.length);
            } finally {
                Reference.reachabilityFence(this);
            }
        }

        private void set(String field, float[] values) {
            try (Arena arena = Arena.ofConfined()) {
                engine().call(
                                "LGBM_DatasetSetField",
                                handle,
                                arena.allocateFrom(field),
                                arena.allocateFrom(ValueLayout.JAVA_FLOAT, values),
                                values.length,
                                FLOAT32);
            }
        }
    }

    /// A booster that grows round by round.
    public static final class Training implements AutoCloseable {

        private final NativeEngine engine = engine();
        private final Arena arena = Arena.ofConfined();
        private final MemorySegment booster;
        private final MemorySegment number = arena.allocate(ValueLayout.JAVA_LONG);
        private final int outputs;
        private final MemorySegment answers; // [output, row] of the validation rows
        private final int validationRows;
        private final Dataset train; // the booster reads the rows where they lie: they must outlive it
        private final @Nullable Dataset valid;
        private MemorySegment gradients = MemorySegment.NULL;
        private MemorySegment hessians = MemorySegment.NULL;

        /// @param outputs numbers that answer a row: classes of a multiclass objective, else 1
        /// @param valid rows whose answers are kept up to date, binned like `train`, or null
        public Training(Dataset train, @Nullable Dataset valid, String parameters, int outputs) {
            this.outputs = outputs;
            this.train = train;
            this.valid = valid;
            this.validationRows = valid == null ? 0 : valid.rows;
            MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
            engine.call("LGBM_BoosterCreate", train.handle, arena.allocateFrom(parameters), out);
            booster = out.get(ValueLayout.ADDRESS, 0);
            answers = arena.allocate(ValueLayout.JAVA_DOUBLE, Math.max(1, (long) validationRows * outputs));
            if (valid != null) {
                engine.call("LGBM_BoosterAddValidData", booster, valid.handle);
            }
        }

        /// Lets every further round fit the same gradients instead of its objective's.
        ///
        /// @param first gradient of each row and output, `[output, row]`
        /// @param second hessian, likewise
        public void fix(float[] first, float[] second) {
            gradients = arena.allocateFrom(ValueLayout.JAVA_FLOAT, first);
            hessians = arena.allocateFrom(ValueLayout.JAVA_FLOAT, second);
        }

        /// Adds one round.
        ///
        /// @return whether no split was left that could help, so that nothing was added
        public boolean update() {
            if (gradients.equals(MemorySegment.NULL)) {
                engine.call("LGBM_BoosterUpdateOneIter", booster, number);
            } else {
                engine.call("LGBM_BoosterUpdateOneIterCustom", booster, gradients, hessians, number);
            }
            return number.get(ValueLayout.JAVA_INT, 0) != 0;
        }

        /// The answers for the validation rows so far, after the objective's link: `[row, output]`.
        public double[] validationAnswers() {
            engine.call("LGBM_BoosterGetPredict", booster, 1, number, answers);
            double[] byRow = new double[validationRows * outputs];
            for (int output = 0; output < outputs; output++) {
                for (int row = 0; row < validationRows; row++) {
                    long at = (long) output * validationRows + row;
                    byRow[row * outputs + output] = answers.getAtIndex(ValueLayout.JAVA_DOUBLE, at);
                }
            }
            return byRow;
        }

        /// The model of the first `rounds` rounds as text.
        public String text(int rounds) {
            return LightGbmEngine.save(booster, rounds);
        }

        @Override
        public void close() {
            engine.call("LGBM_BoosterFree", booster);
            arena.close();
            Reference.reachabilityFence(train);
            Reference.reachabilityFence(valid);
        }
    }

    /// A model that was read from text. Immutable, thread-safe, released when nothing refers to it.
    public static final class Predictor {

        private final MemorySegment booster;
        private final int outputs;

        /// @throws LeptonException INVALID_MODEL where LightGBM cannot read the text
        public Predictor(String text) {
            NativeEngine engine = engine();
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
                MemorySegment rounds = arena.allocate(ValueLayout.JAVA_INT);
                engine.call("LGBM_BoosterLoadModelFromString", arena.allocateFrom(text), rounds, out);
                booster = NativeEngine.owned(out, handle -> engine.call("LGBM_BoosterFree", handle));
                MemorySegment number = arena.allocate(ValueLayout.JAVA_INT);
                engine.call("LGBM_BoosterGetNumClasses", booster, number);
                outputs = number.get(ValueLayout.JAVA_INT, 0);
            } catch (LeptonException e) {
                throw new LeptonException(ErrorCode.INVALID_MODEL, e.getMessage(), e);
            }
        }

        /// Numbers that answer a row.
        public int outputs() {
            return outputs;
        }

        /// The answers of rows of 32-bit features after the objective's link: `[row, output]`.
        public double[] predict(FloatMatrix matrix, int threads) {
            try (Arena arena = Arena.ofConfined()) {
                return predict(
                        arena.allocateFrom(ValueLayout.JAVA_FLOAT, matrix.values()),
                        FLOAT32,
                        matrix.rows(),
                        new Ask(matrix.columns(), NORMAL, threads));
            }
        }

        /// The answers of rows of 64-bit features, before the objective's link where `raw`: `[row,
        /// output]`.
        ///
        /// @param values `[row, column]`
        public double[] predict(double[] values, int columns, boolean raw, int threads) {
            try (Arena arena = Arena.ofConfined()) {
                return predict(
                        arena.allocateFrom(ValueLayout.JAVA_DOUBLE, values),
                        FLOAT64,
                        values.length / columns,
                        new Ask(columns, raw ? RAW_SCORE : NORMAL, threads));
            }
        }

        private record Ask(int columns, int kind, int threads) {}

        private double[] predict(MemorySegment values, int type, int rows, Ask ask) {
            if (rows == 0) {
                return new double[0]; // the engine treats an empty matrix as an error
            }
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment length = arena.allocate(ValueLayout.JAVA_LONG);
                MemorySegment answers = arena.allocate(ValueLayout.JAVA_DOUBLE, (long) rows * outputs);
                engine().call(
                                "LGBM_BoosterPredictForMat",
                                booster,
                                values,
                                type,
                                rows,
                                ask.columns,
                                ROW_MAJOR,
                                ask.kind,
                                0,
                                ALL_ROUNDS,
                                arena.allocateFrom("verbosity=-1 num_threads=" + ask.threads),
                                length,
                                answers);
                return answers.toArray(ValueLayout.JAVA_DOUBLE);
            }
        }
    }

    private static String save(MemorySegment booster, int rounds) {
        long capacity = 1 << 20;
        while (true) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment length = arena.allocate(ValueLayout.JAVA_LONG);
                MemorySegment text = arena.allocate(capacity);
                engine().call("LGBM_BoosterSaveModelToString", booster, 0, rounds, 0, capacity, length, text);
                long needed = length.get(ValueLayout.JAVA_LONG, 0); // counts the zero at the end
                if (needed <= capacity) {
                    byte[] bytes = text.asSlice(0, needed - 1).toArray(ValueLayout.JAVA_BYTE);
                    // The text tells how it was trained, but equal models should be equal texts at any
                    // thread count.
                    return new String(bytes, StandardCharsets.UTF_8)
                            .replaceFirst("\\[num_threads: \\d+\\]", "[num_threads: 0]");
                }
                capacity = needed;
            }
        }
    }
}
