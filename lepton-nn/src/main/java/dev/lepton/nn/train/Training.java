package dev.lepton.nn.train;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;
import dev.lepton.base.Seed;
import dev.lepton.nn.Network;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// How a net is trained, as a value.
///
/// Equal values, equal samples and equal threads give equal bytes, however often the training was ended
/// and went on, as long as no time limit comes into play and the precision is not left to a
/// measurement.
///
/// @param epochs times that all examples are seen, 1 or more
/// @param batchSize examples of one step, 1 or more; the last step of an epoch has what is left, but a
///     single example is left out, of which batch norm could learn nothing
/// @param optimizer how gradients move parameters
/// @param groups parameters that are moved otherwise; the first that matches a name counts
/// @param loss what is made small
/// @param schedule of the learning rate
/// @param decaySchedule of the weight decay
/// @param gradients what happens to gradients first
/// @param stopping how validation decides
/// @param averaging share of the old in a running average of the weights, which is what is validated
///     and kept; it grows to that share in the first steps; 0 for none, below 1
/// @param precision in which numbers
/// @param seed for first weights, the order of examples, augmentation, and dropout
public record Training(
        int epochs,
        int batchSize,
        Optimizer optimizer,
        List<ParameterGroup> groups,
        Loss loss,
        Schedule schedule,
        Schedule decaySchedule,
        Gradients gradients,
        Stopping stopping,
        double averaging,
        Precision precision,
        Seed seed) {

    public static final Training DEFAULTS = new Training(
            10,
            32,
            Optimizer.ADAM_W,
            List.of(),
            Loss.CROSS_ENTROPY,
            Schedule.CONSTANT,
            Schedule.CONSTANT,
            Gradients.DEFAULTS,
            Stopping.DEFAULTS,
            0,
            Precision.FLOAT32,
            new Seed(1));

    public Training {
        groups = List.copyOf(groups);
        boolean quasiNewton = optimizer instanceof Optimizer.Lbfgs;
        new Problems("The training")
                .require(epochs >= 1, "it needs 1 epoch or more, not " + epochs)
                .require(batchSize >= 1, "its batches need 1 example or more, not " + batchSize)
                .require(averaging >= 0 && averaging < 1, "averaging must be from 0 to below 1, not " + averaging)
                .require(
                        !quasiNewton || gradients.norm() == 0 && gradients.value() == 0,
                        "LBFGS searches along true gradients; do not bound them")
                .require(
                        !quasiNewton
                                || groups.stream()
                                        .allMatch(group -> group.rateFactor() == 0 || group.rateFactor() == 1),
                        "LBFGS knows parameter groups with a rate factor of 0 or 1 only")
                .require(
                        !(decaySchedule instanceof Schedule.Plateau),
                        "the weight decay cannot follow a plateau; give its schedule another")
                .require(
                        !(loss instanceof Loss.Triplet) || gradients.parts() == 1,
                        "the triplet loss compares all examples of a batch; leave the batch in one part")
                .throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    /// Trains without validation; the weights of the last step are kept.
    public Trained fit(Network network, Samples train) {
        return fit(network, train, Optional.empty(), Run.plain());
    }

    /// Trains and keeps the weights that are best on `valid`.
    public Trained fit(Network network, Samples train, Samples valid) {
        return fit(network, train, Optional.of(valid), Run.plain());
    }

    /// Trains until all epochs are done, validation gets no better, or the deadline passes.
    ///
    /// @param valid examples that decide which epoch was best, and when to end
    /// @throws TrainingDiverged where the loss is not finite; it holds the last good weights
    /// @throws dev.lepton.base.LeptonException `INVALID_ARGUMENT` where network, samples and loss do
    ///     not fit together, or the checkpoint belongs to another training
    public Trained fit(Network network, Samples train, Optional<Samples> valid, Run run) {
        return Loop.run(new Loop.Task(this, network, train, valid, run));
    }

    /// These settings while some of them are changed.
    private static final class Draft {
        private int epochs;
        private int batchSize;
        private Optimizer optimizer;
        private List<ParameterGroup> groups;
        private Loss loss;
        private Schedule schedule;
        private Schedule decaySchedule;
        private Gradients gradients;
        private Stopping stopping;
        private double averaging;
        private Precision precision;
        private Seed seed;

        Draft(Training from) {
            epochs = from.epochs;
            batchSize = from.batchSize;
            optimizer = from.optimizer;
            groups = from.groups;
            loss = from.loss;
            schedule = from.schedule;
            decaySchedule = from.decaySchedule;
            gradients = from.gradients;
            stopping = from.stopping;
            averaging = from.averaging;
            precision = from.precision;
            seed = from.seed;
        }
    }

    private Training with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new Training(
                draft.epochs,
                draft.batchSize,
                draft.optimizer,
                draft.groups,
                draft.loss,
                draft.schedule,
                draft.decaySchedule,
                draft.gradients,
                draft.stopping,
                draft.averaging,
                draft.precision,
                draft.seed);
    }

    public Training withEpochs(int epochs) {
        return with(draft -> draft.epochs = epochs);
    }

    public Training withBatchSize(int batchSize) {
        return with(draft -> draft.batchSize = batchSize);
    }

    public Training withOptimizer(Optimizer optimizer) {
        return with(draft -> draft.optimizer = optimizer);
    }

    public Training withLearningRate(double learningRate) {
        return withOptimizer(optimizer.withLearningRate(learningRate));
    }

    public Training withGroups(ParameterGroup... groups) {
        return with(draft -> draft.groups = List.of(groups));
    }

    public Training withLoss(Loss loss) {
        return with(draft -> draft.loss = loss);
    }

    public Training withSchedule(Schedule schedule) {
        return with(draft -> draft.schedule = schedule);
    }

    public Training withDecaySchedule(Schedule decaySchedule) {
        return with(draft -> draft.decaySchedule = decaySchedule);
    }

    public Training withGradients(Gradients gradients) {
        return with(draft -> draft.gradients = gradients);
    }

    public Training withStopping(Stopping stopping) {
        return with(draft -> draft.stopping = stopping);
    }

    public Training withPatience(int patience) {
        return withStopping(stopping.withPatience(patience));
    }

    public Training withAveraging(double averaging) {
        return with(draft -> draft.averaging = averaging);
    }

    public Training withPrecision(Precision precision) {
        return with(draft -> draft.precision = precision);
    }

    public Training withSeed(Seed seed) {
        return with(draft -> draft.seed = seed);
    }
}
