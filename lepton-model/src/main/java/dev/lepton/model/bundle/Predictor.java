package dev.lepton.model.bundle;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.Session;
import dev.lepton.graph.SessionOptions;
import dev.lepton.graph.Timing;
import dev.lepton.model.Estimates;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// A bundle that answers, by its graph in ONNX Runtime.
///
/// Any number of threads may ask one predictor at once; it must be closed after the last of them is done. Not
/// one is opened whose golden rows are answered wrongly.
public final class Predictor implements AutoCloseable {

    private final Bundle bundle;
    private final Session session;
    private final String answer;

    private Predictor(Bundle bundle, Session session) {
        this.bundle = bundle;
        this.session = session;
        this.answer = Signature.answerOf(bundle.manifest().task());
    }

    /// Loads a bundle and opens it with one thread.
    public static Predictor open(Path file) {
        return open(Bundle.load(file));
    }

    public static Predictor open(Bundle bundle) {
        return open(bundle, 1);
    }

    /// @param threads that one run may use
    /// @throws LeptonException INVALID_MODEL where the graph cannot run here or answers its golden rows
    ///     otherwise than its manifest promises
    public static Predictor open(Bundle bundle, int threads) {
        Session session = Session.open(bundle.graph(), SessionOptions.DEFAULTS.withThreads(threads));
        try {
            Predictor predictor = new Predictor(bundle, session);
            predictor.replay();
            return predictor;
        } catch (LeptonException e) {
            session.close();
            throw e;
        }
    }

    private void replay() {
        Golden golden = bundle.golden();
        double tolerance = bundle.manifest().contract().tolerance();
        golden.difference(predict(golden.rows()), tolerance).ifPresent(difference -> {
            throw new LeptonException(
                    ErrorCode.INVALID_MODEL,
                    "Bundle \"" + bundle.manifest().name() + "\" does not answer as it did where it was made: "
                            + difference + ". It will not be run here; make it again with this version.");
        });
    }

    public Bundle bundle() {
        return bundle;
    }

    /// The answers for all rows, in order.
    ///
    /// @param rows has at least the columns of the manifest's inputs, in any order
    /// @throws LeptonException INVALID_DATA naming every column that is missing or of another kind
    public Predictions predict(Table rows) {
        Rows.check(rows, bundle.manifest().inputs());
        Table inputs = rows.columns(bundle.manifest().inputs().names());
        int width = width();
        double[] answers = new double[Math.multiplyExact(rows.rows(), width)];
        Batches batches = new Batches(inputs, bundle.manifest().inputs());
        int to;
        for (int from = 0; from < rows.rows(); from = to) {
            to = batches.end(from);
            double[] some = session.run(
                            Rows.inputs(
                                    inputs.slice(from, to), bundle.manifest().inputs()),
                            Set.of(answer))
                    .firstEntry()
                    .getValue()
                    .doubles();
            requireLength(some, (to - from) * width);
            System.arraycopy(some, 0, answers, from * width, some.length);
        }
        return wrapped(answers);
    }

    /// A prepared call for single rows, for the lowest latency; it must be closed before this predictor.
    public RowCall rowCall() {
        return new RowCall(this, session.runner(1, List.of(answer)));
    }

    /// How fast such rows are answered, one at a time and in batches.
    ///
    /// @param rows at least one, with at least the columns of the manifest's inputs
    /// @param duration as [Timing#of] takes it
    public Timing timing(Table rows, Duration duration) {
        Schema inputs = bundle.manifest().inputs();
        Rows.check(rows, inputs);
        Table some = rows.columns(inputs.names()).slice(0, Math.min(Timing.MOST_ROWS, rows.rows()));
        return Timing.of(session, Rows.inputs(some, inputs), duration);
    }

    private int width() {
        return switch (bundle.manifest().task()) {
            case Task.Classification classification -> classification.classes().size();
            case Task.Regression r -> 1;
        };
    }

    private Predictions wrapped(double[] answers) {
        return switch (bundle.manifest().task()) {
            case Task.Classification classification ->
                Probabilities.of(answers, classification.classes().size());
            case Task.Regression r -> Estimates.of(answers);
        };
    }

    private void requireLength(double[] answers, int expected) {
        if (answers.length != expected) {
            throw new LeptonException(
                    ErrorCode.INVALID_MODEL,
                    "Output \"" + answer + "\" of the graph gave " + answers.length + " numbers where " + expected
                            + " were expected.");
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
