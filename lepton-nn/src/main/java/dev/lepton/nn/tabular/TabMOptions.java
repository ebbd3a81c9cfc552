package dev.lepton.nn.tabular;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;
import dev.lepton.model.SearchSpace;
import java.util.List;

/// Settings of TabM. The published defaults (32 members of width 512) are made for GPUs; these are
/// smaller.
///
/// @param epochs how often all rows are seen at most
/// @param visits rows that are seen at most, those of every epoch counted
/// @param patience epochs without a better validation score after which training ends; 0 for never
/// @param batchSize rows of one step; 0 chooses by the number of rows
/// @param members perceptrons in one net
/// @param layers hidden ones
/// @param width units of each
/// @param bins of each quantity at most
/// @param size numbers that each quantity becomes
/// @param codeSize numbers that each category becomes where a column has many
public record TabMOptions(
        int epochs,
        long visits,
        int patience,
        int batchSize,
        int members,
        int layers,
        int width,
        double dropout,
        int bins,
        int size,
        int codeSize,
        double learningRate,
        double weightDecay) {

    public static final TabMOptions DEFAULTS =
            new TabMOptions(100, 600_000, 16, 0, 16, 2, 192, 0.1, 32, 8, 8, 2e-3, 3e-4);

    /// The ranges from which published portfolios of good configurations were drawn, but for wider
    /// nets.
    public static final SearchSpace SPACE = SearchSpace.of(
            new SearchSpace.Parameter.Real("learningRate", 5e-4, 5e-3, true),
            new SearchSpace.Parameter.Real("weightDecay", 1e-5, 0.1, true),
            new SearchSpace.Parameter.Choice("dropout", List.of(0.0, 0.1, 0.2, 0.4)),
            new SearchSpace.Parameter.Whole("layers", 1, 3, false),
            new SearchSpace.Parameter.Choice("width", List.of(96, 192, 320)),
            new SearchSpace.Parameter.Choice("size", List.of(8, 16)),
            new SearchSpace.Parameter.Whole("bins", 4, 96, true));

    public TabMOptions {
        new Problems("TabM's options")
                .require(epochs >= 1, "epochs is " + epochs + "; it must be 1 or more.")
                .require(visits >= 1, "visits is " + visits + "; it must be 1 or more.")
                .require(patience >= 0, "patience is " + patience + "; it must be 0 or more.")
                .require(batchSize >= 0, "batchSize is " + batchSize + "; it must be 0 or more.")
                .require(members >= 1, "members is " + members + "; it must be 1 or more.")
                .require(layers >= 1, "layers is " + layers + "; it must be 1 or more.")
                .require(width >= 1, "width is " + width + "; it must be 1 or more.")
                .require(dropout >= 0 && dropout < 1, "dropout is " + dropout + "; it must be 0 or more and below 1.")
                .require(bins >= 1, "bins is " + bins + "; it must be 1 or more.")
                .require(size >= 1, "size is " + size + "; it must be 1 or more.")
                .require(codeSize >= 1, "codeSize is " + codeSize + "; it must be 1 or more.")
                .require(learningRate > 0, "learningRate is " + learningRate + "; it must be above 0.")
                .require(weightDecay >= 0, "weightDecay is " + weightDecay + "; it must be 0 or more.")
                .throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    /// The published choice.
    int batchSizeOf(int rows) {
        if (batchSize > 0) {
            return batchSize;
        }
        return rows < 2_800 ? 32 : rows < 4_500 ? 64 : rows < 6_400 ? 128 : rows < 32_000 ? 256 : 512;
    }

    /// With so many epochs, however many rows that is.
    TabMOptions withEpochs(int other) {
        return with(other, Long.MAX_VALUE);
    }

    /// With a share of the epochs.
    TabMOptions shortened(double share) {
        return with(Math.max(1, (int) Math.round(share * epochs)), Math.max(1, (long) (share * visits)));
    }

    private TabMOptions with(int otherEpochs, long otherVisits) {
        return new TabMOptions(
                otherEpochs,
                otherVisits,
                patience,
                batchSize,
                members,
                layers,
                width,
                dropout,
                bins,
                size,
                codeSize,
                learningRate,
                weightDecay);
    }
}
