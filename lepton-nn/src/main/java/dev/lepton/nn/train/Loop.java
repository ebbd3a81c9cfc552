package dev.lepton.nn.train;

import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Progress;
import dev.lepton.base.Seed;
import dev.lepton.nn.Network;
import dev.lepton.nn.Weights;
import dev.lepton.nn.internal.torch.Torch;
import dev.lepton.nn.internal.torch.TorchNet;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.PointerScope;

/// One training from its first step, or from a checkpoint, to its end.
final class Loop {

    /// What is trained, on what, how, and where.
    record Task(Training training, Network network, Samples train, Optional<Samples> valid, Run run) {

        Seed seed() {
            return training.seed();
        }

        int batches() {
            return Loader.batches(train.size(), training.batchSize());
        }

        void check() {
            if (train.size() == 0 || valid.isPresent() && valid.get().size() == 0) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "There are no examples to " + (train.size() == 0 ? "train on." : "validate on."));
            }
            if (valid.isPresent()
                    && !(valid.get().inputs().equals(train.inputs())
                            && valid.get().target().equals(train.target()))) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "The examples to train on give " + train.inputs() + " and " + train.target()
                                + ", but those to validate on " + valid.get().inputs() + " and "
                                + valid.get().target() + ".");
            }
        }
    }

    private static final long POINT_NANOS = 1_000_000_000L;

    private final Task task;
    private final Training training;
    private final Learning learning;
    private final Loader loader;
    private final Clock clock;
    private final State state;

    private Loop(Task task, Learning learning, Loader loader) {
        this.task = task;
        this.training = task.training;
        this.learning = learning;
        this.loader = loader;
        this.state = learning.state();
        this.clock = new Clock(task.run.deadline(), state.share);
    }

    static Trained run(Task task) {
        task.check();
        int threads = Torch.threads();
        Torch.threads(task.run.threads());
        try (PointerScope _ = new PointerScope();
                TorchNet net = TorchNet.of(task.network, task.train.inputs(), start(task), task.run.place());
                Loader loader = new Loader(
                        task.train,
                        Math.min(task.training.batchSize(), task.train.size()),
                        Math.max(1, task.run.threads() - 1),
                        !net.device().is_cpu())) {
            return new Loop(task, Learning.begin(task, net), loader).train();
        } finally {
            Torch.threads(threads);
        }
    }

    private static Weights start(Task task) {
        return task.run
                .start()
                .orElseGet(() ->
                        task.network.initial(task.train.inputs(), task.seed().child("weights")));
    }

    private Trained train() {
        if (!learning.isResumed()) {
            choosePrecision();
        }
        while (state.epoch < training.epochs()) {
            if (learning.isStoppedEarly() && !inFloat32Instead("the validation got no better")) {
                return learning.end(Ending.STOPPED_EARLY);
            }
            Optional<Ending> ending = epoch();
            if (ending.isPresent()) {
                return learning.end(ending.get());
            }
        }
        return learning.end(Ending.COMPLETED);
    }

    private void choosePrecision() {
        startEpoch();
        Batch batch = loader.next();
        learning.choosePrecision(batch);
        loader.release(batch);
        loader.stop();
    }

    private void startEpoch() {
        loader.start(
                shuffled(task.train.size(), task.seed().child("order", state.epoch)),
                training.batchSize(),
                task.batches(),
                state.batch,
                task.seed().child("samples", state.epoch));
    }

    /// @return why the training ends inside of this epoch; empty where the epoch came to its end
    private Optional<Ending> epoch() {
        long start = System.nanoTime();
        long pointed = start;
        long seen = 0;
        startEpoch();
        try {
            while (state.batch < task.batches()) {
                Optional<Ending> ending = clock.ending();
                if (ending.isPresent()) {
                    endInside(ending.get());
                    return ending;
                }
                Batch batch = loader.next();
                seen += batch.size();
                step(batch);
                loader.release(batch);
                long now = System.nanoTime();
                if (now - pointed > POINT_NANOS) {
                    pointed = now;
                    task.run.points().accept(point(seen / ((now - start) / 1e9)));
                    learning.checkpointNowAndThen();
                }
            }
        } finally {
            loader.stop();
        }
        String where = "A weight after epoch " + (state.epoch + 1) + " is not finite";
        if (!learning.isFinite() && !inFloat32Instead(where)) {
            throw diverged(Optional.empty(), where);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        task.run.points().accept(learning.endEpoch(point(seen / seconds), clock));
        return Optional.empty();
    }

    /// The weights in the middle of an epoch count too where there is time to validate them.
    private void endInside(Ending ending) {
        learning.checkpoint();
        if (ending == Ending.DEADLINE && state.batch > 0 && !task.run.deadline().isOver()) {
            learning.validateInside();
        }
    }

    private void step(Batch batch) {
        state.share = clock.share((double) state.step / ((long) training.epochs() * task.batches()));
        double loss = learning.step(batch);
        if (!Double.isFinite(loss)) {
            String where = "The loss of step " + (state.step + 1) + " in epoch " + (state.epoch + 1) + " is " + loss;
            if (!inFloat32Instead(where)) {
                throw diverged(batch.flaw(), where);
            }
        }
        state.batch++;
        state.step++;
    }

    private TrainingDiverged diverged(Optional<String> flaw, String where) {
        Trained good = learning.lastGood();
        return flaw.map(found -> new TrainingDiverged(
                        ErrorCode.INVALID_DATA, where + ": " + found + ". Mend or leave out such examples.", good))
                .orElseGet(() -> new TrainingDiverged(
                        ErrorCode.INVALID_ARGUMENT,
                        where + ", though all that came in is finite. Lower the learning rate (it was "
                                + learning.learningRate() + "), warm it up, or bound the gradients' norm"
                                + (state.precision == Precision.BF16 ? ", or train in float32." : "."),
                        good));
    }

    /// Where bfloat16 was only a measured choice, goes on in float32 from the best weights so far.
    private boolean inFloat32Instead(String reason) {
        if (training.precision() != Precision.AUTO || state.precision != Precision.BF16) {
            return false;
        }
        task.run
                .progress()
                .on(new Progress.Event.Warned(
                        reason + " in bfloat16; training goes on in float32 from the best so far."));
        learning.goOnInFloat32();
        return true;
    }

    private Point point(double samplesPerSecond) {
        long left = (long) (training.epochs() - state.epoch) * task.train.size()
                - (long) state.batch * training.batchSize();
        double seconds = left / samplesPerSecond;
        Deadline deadline = task.run.deadline();
        return new Point(
                state.epoch + 1,
                training.epochs(),
                state.step,
                false,
                state.meanLoss(),
                Double.NaN,
                Double.NaN,
                learning.learningRate(),
                samplesPerSecond,
                deadline.isBounded() ? Math.min(seconds, deadline.remaining().toNanos() / 1e9) : seconds);
    }

    /// The numbers from 0, in an order that the seed decides (Durstenfeld's shuffle).
    static int[] shuffled(int size, Seed seed) {
        int[] order = new int[size];
        RandomGenerator random = seed.random();
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
