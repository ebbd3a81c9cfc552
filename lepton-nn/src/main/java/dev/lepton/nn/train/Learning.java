package dev.lepton.nn.train;

import dev.lepton.base.Seed;
import dev.lepton.nn.internal.torch.TorchNet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// A net that learns: its parameters, their optimizer, averages and best state, and the checkpoint of
/// all of these.
final class Learning {

    private static final long CHECKPOINT_NANOS = 60_000_000_000L;

    private final Loop.Task task;
    private final Training training;
    private final TorchNet net;
    private final Criterion criterion;
    private final Parameters parameters;
    private final Stepping stepping;
    private final Snapshot now;
    private final Optional<Snapshot> average;
    private final Snapshot best; // before the first epoch ends, the start
    private final String digest;
    private Update update;
    private State state = new State();
    private boolean resumed;
    private double learningRate;
    private long written = System.nanoTime();

    private Learning(Loop.Task task, TorchNet net) {
        this.task = task;
        this.training = task.training();
        this.net = net;
        this.criterion = Evaluation.criterion(task.network(), training.loss(), task.train());
        this.parameters = new Parameters(net, training.groups());
        this.stepping = new Stepping(
                net, criterion, new LossTensors(criterion, net.device()), parameters, training.gradients());
        Flat buffers = Flat.holding(new ArrayList<>(net.buffers().values()), net.device());
        this.now = new Snapshot(parameters.values(), buffers.whole());
        this.average = training.averaging() > 0 ? Optional.of(now.copy()) : Optional.empty();
        this.best = now.copy();
        this.update = Update.of(training.optimizer(), parameters);
        this.digest = Digests.of(task);
    }

    /// Everything as at the start, or as the checkpoint has it.
    static Learning begin(Loop.Task task, TorchNet net) {
        Learning learning = new Learning(task, net);
        task.run()
                .checkpoint()
                .flatMap(file -> Checkpoint.read(file, learning.digest))
                .ifPresent(learning::restore);
        return learning;
    }

    State state() {
        return state;
    }

    boolean isResumed() {
        return resumed;
    }

    /// The learning rate of the last step.
    double learningRate() {
        return learningRate;
    }

    void choosePrecision(Batch batch) {
        state.precision = new PrecisionChoice(stepping, parameters, now.buffers())
                .of(training.precision(), batch, stepSeed(), net.device().is_cpu());
    }

    private Seed stepSeed() {
        return task.seed().child("step", state.step);
    }

    /// @return the loss before the step; where it is not finite, no step was made
    double step(Batch batch) {
        Schedule.Moment moment = new Schedule.Moment(state.share, state.epoch);
        learningRate = training.optimizer().learningRate() * training.schedule().factor(moment) * state.plateauFactor;
        stepping.on(batch, stepSeed(), state.precision);
        double loss = update.step(
                stepping, new Update.Pace(learningRate, training.decaySchedule().factor(moment)));
        if (Double.isFinite(loss)) {
            state.lossSum += loss * stepping.weight();
            state.lossWeight += stepping.weight();
            double share = Math.max(1 - training.averaging(), 9.0 / (10 + state.step));
            average.ifPresent(mean -> mean.approach(now, share));
        }
        return loss;
    }

    boolean isFinite() {
        return now.isFinite();
    }

    /// Validates, and keeps what is best.
    ///
    /// @param point of the epoch that is over
    /// @return the point with what validation found
    Point endEpoch(Point point, Clock clock) {
        Evaluation.Result result = validated(clock);
        state.epoch++;
        state.batch = 0;
        state.lossSum = 0;
        state.lossWeight = 0;
        double score = score(result);
        keep(score);
        followPlateau(task.valid().isPresent() ? score : point.loss());
        Point whole = new Point(
                point.epoch(),
                point.epochs(),
                point.step(),
                true,
                point.loss(),
                result.loss(),
                score,
                point.learningRate(),
                point.samplesPerSecond(),
                point.secondsLeft());
        state.curve.add(whole);
        checkpointNowAndThen();
        return whole;
    }

    private Evaluation.Result validated(Clock clock) {
        long start = System.nanoTime();
        Evaluation.Result result = validate();
        clock.validated(System.nanoTime() - start);
        return result;
    }

    /// What validation says of the weights, or of their average where there is one.
    private Evaluation.Result validate() {
        if (task.valid().isEmpty()) {
            return new Evaluation.Result(Double.NaN, Double.NaN, Optional.empty());
        }
        Optional<Snapshot> held = average.map(mean -> now.copy());
        average.ifPresent(now::set);
        Evaluation.Result result = new Evaluation(
                        net,
                        Optional.of(criterion),
                        training.batchSize(),
                        task.run().threads())
                .run(task.valid().get(), training.stopping().score() instanceof Score.Custom);
        held.ifPresent(now::set);
        return result;
    }

    private double score(Evaluation.Result result) {
        return task.valid().isEmpty()
                ? Double.NaN
                : switch (training.stopping().score()) {
                    case Score.OfLoss _ -> result.loss();
                    case Score.Accuracy _ -> result.accuracy();
                    case Score.Custom custom ->
                        custom.measure().applyAsDouble(result.answers().orElseThrow());
                };
    }

    private void keep(double score) {
        boolean better = task.valid().isEmpty()
                || training.stopping()
                        .score()
                        .isBetter(score, state.bestScore, training.stopping().least());
        if (better) {
            state.bestScore = score;
            state.bestEpoch = state.epoch;
            state.epochsSinceBest = 0;
            best.set(average.orElse(now));
        } else {
            state.epochsSinceBest++;
        }
    }

    /// Keeps the weights in the middle of an epoch where validation finds them better.
    void validateInside() {
        state.epoch++; // as which it counts
        keep(score(validate()));
        state.epoch--;
    }

    private void followPlateau(double score) {
        if (!(training.schedule() instanceof Schedule.Plateau(int patience, double factor, double floor))) {
            return;
        }
        Score by = task.valid().isPresent() ? training.stopping().score() : Score.LOSS;
        if (by.isBetter(score, state.plateauBest, 0)) {
            state.plateauBest = score;
            state.epochsSincePlateau = 0;
        } else if (++state.epochsSincePlateau >= patience) {
            state.plateauFactor = Math.max(floor, state.plateauFactor * factor);
            state.epochsSincePlateau = 0;
        }
    }

    boolean isStoppedEarly() {
        int patience = training.stopping().patience();
        return task.valid().isPresent() && patience > 0 && state.epochsSinceBest >= patience;
    }

    /// Forgets what was learnt since the best, and what the optimizer remembers.
    void goOnInFloat32() {
        state.precision = Precision.FLOAT32;
        state.epochsSinceBest = 0;
        now.set(best);
        average.ifPresent(mean -> mean.set(best));
        update = Update.of(training.optimizer(), parameters);
    }

    /// The net as it is to be kept, after a checkpoint of the net as it is.
    Trained end(Ending ending) {
        if (ending != Ending.CANCELLED && ending != Ending.DEADLINE) {
            checkpoint(); // else it was written before
        }
        if (task.valid().isPresent() && state.bestEpoch > 0) {
            now.set(best);
        } else {
            average.ifPresent(now::set);
            state.bestEpoch = state.epoch;
        }
        return trained(ending);
    }

    /// The net with the last weights that are known to be good.
    Trained lastGood() {
        now.set(best);
        return trained(Ending.CANCELLED);
    }

    private Trained trained(Ending ending) {
        return new Trained(
                task.network(),
                task.train().inputs(),
                net.weights(),
                training.loss(),
                state.curve,
                state.bestEpoch,
                ending,
                state.precision);
    }

    void checkpointNowAndThen() {
        if (System.nanoTime() - written > CHECKPOINT_NANOS) {
            checkpoint();
        }
    }

    void checkpoint() {
        task.run().checkpoint().ifPresent(file -> {
            SequencedMap<String, float[]> arrays = new LinkedHashMap<>();
            now.save("now", arrays);
            best.save("best", arrays);
            average.ifPresent(mean -> mean.save("average", arrays));
            update.state().forEach((name, values) -> arrays.put("optimizer." + name, values));
            new Checkpoint(digest, state, arrays).write(file);
        });
        written = System.nanoTime();
    }

    private void restore(Checkpoint checkpoint) {
        resumed = true;
        state = checkpoint.state();
        now.restore("now", checkpoint.arrays());
        best.restore("best", checkpoint.arrays());
        average.ifPresent(mean -> mean.restore("average", checkpoint.arrays()));
        SequencedMap<String, float[]> remembered = new LinkedHashMap<>();
        checkpoint.arrays().forEach((name, values) -> {
            if (name.startsWith("optimizer.")) {
                remembered.put(name.substring("optimizer.".length()), values);
            }
        });
        update.restore(remembered);
    }
}
