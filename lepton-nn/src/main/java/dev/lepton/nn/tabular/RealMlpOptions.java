package dev.lepton.nn.tabular;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;
import dev.lepton.model.SearchSpace;
import java.util.List;

/// Settings of RealMLP; the defaults are those that its authors tuned over many tables, but for
/// `visits`, which bounds what a large table costs.
///
/// @param epochs how often all rows are seen at most
/// @param visits rows that are seen at most, those of every epoch counted
/// @param batchSize rows of one step
/// @param layers hidden ones
/// @param width units of each
/// @param activation `selu` or `mish`, or `auto` for the first with classes and the second with numbers
/// @param dropout rate in the first half of training
/// @param deviation standard deviation of the frequencies that embed quantities
/// @param codeSize numbers that each category becomes where a column has many
/// @param learningRate at its height; 0 for 0.04 with classes and 0.2 with numbers
/// @param weightDecay in the first half of training
/// @param smoothing share of the target that is spread over all classes where the metric is one of
///     labels
public record RealMlpOptions(
        int epochs,
        long visits,
        int batchSize,
        int layers,
        int width,
        String activation,
        double dropout,
        double deviation,
        int codeSize,
        double learningRate,
        double weightDecay,
        double smoothing) {

    private static final List<String> ACTIVATIONS = List.of("auto", "selu", "mish");

    public static final RealMlpOptions DEFAULTS =
            new RealMlpOptions(256, 2_000_000, 256, 3, 256, "auto", 0.15, 0.1, 8, 0, 0.02, 0.1);

    /// The ranges from which published portfolios of good configurations were drawn, but for wider
    /// nets.
    public static final SearchSpace SPACE = SearchSpace.of(
            new SearchSpace.Parameter.Whole("layers", 2, 4, false),
            new SearchSpace.Parameter.Choice("width", List.of(128, 256, 384)),
            new SearchSpace.Parameter.Choice("activation", List.of("selu", "mish")),
            new SearchSpace.Parameter.Real("dropout", 0, 0.5, false),
            new SearchSpace.Parameter.Real("deviation", 0.05, 5, true),
            new SearchSpace.Parameter.Real("learningRate", 0.02, 0.3, true),
            new SearchSpace.Parameter.Real("weightDecay", 0.001, 0.05, true));

    public RealMlpOptions {
        new Problems("RealMLP's options")
                .require(epochs >= 1, "epochs is " + epochs + "; it must be 1 or more.")
                .require(visits >= 1, "visits is " + visits + "; it must be 1 or more.")
                .require(batchSize >= 1, "batchSize is " + batchSize + "; it must be 1 or more.")
                .require(layers >= 1, "layers is " + layers + "; it must be 1 or more.")
                .require(width >= 1, "width is " + width + "; it must be 1 or more.")
                .require(
                        ACTIVATIONS.contains(activation),
                        "activation is \"" + activation + "\"; it must be one of " + ACTIVATIONS + ".")
                .require(dropout >= 0 && dropout < 1, "dropout is " + dropout + "; it must be 0 or more and below 1.")
                .require(deviation > 0, "deviation is " + deviation + "; it must be above 0.")
                .require(codeSize >= 1, "codeSize is " + codeSize + "; it must be 1 or more.")
                .require(learningRate >= 0, "learningRate is " + learningRate + "; it must be 0 or more.")
                .require(weightDecay >= 0, "weightDecay is " + weightDecay + "; it must be 0 or more.")
                .require(
                        smoothing >= 0 && smoothing < 1,
                        "smoothing is " + smoothing + "; it must be 0 or more and below 1.")
                .throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    /// With so many epochs, however many rows that is.
    RealMlpOptions withEpochs(int other) {
        return with(other, Long.MAX_VALUE);
    }

    /// With a share of the epochs.
    RealMlpOptions shortened(double share) {
        return with(Math.max(1, (int) Math.round(share * epochs)), Math.max(1, (long) (share * visits)));
    }

    private RealMlpOptions with(int otherEpochs, long otherVisits) {
        return new RealMlpOptions(
                otherEpochs,
                otherVisits,
                batchSize,
                layers,
                width,
                activation,
                dropout,
                deviation,
                codeSize,
                learningRate,
                weightDecay,
                smoothing);
    }
}
