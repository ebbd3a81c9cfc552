package dev.lepton.nn.train;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;

/// What happens to gradients between the loss and the optimizer.
///
/// @param parts into how many a batch is split to need less memory, 1 or more; their gradients are
///     summed, so that only norms over the batch see a difference
/// @param norm gradients are scaled down to this Euclidean length of all together where they are
///     longer; 0 for never
/// @param value no element of a gradient is larger than this; 0 for no bound
/// @param l1 `l1 · Σ|w|` is added to the loss
/// @param l2 `l2 / 2 · Σw²` is added to the loss
public record Gradients(int parts, double norm, double value, double l1, double l2) {

    public static final Gradients DEFAULTS = new Gradients(1, 0, 0, 0, 0);

    public Gradients {
        new Problems("The settings of gradients")
                .require(parts >= 1, "a batch has 1 part or more, not " + parts)
                .require(norm >= 0, "the norm must be 0 or more, not " + norm)
                .require(value >= 0, "the bound of elements must be 0 or more, not " + value)
                .require(l1 >= 0 && l2 >= 0, "penalties must be 0 or more, not " + l1 + " and " + l2)
                .throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    public Gradients withParts(int parts) {
        return new Gradients(parts, norm, value, l1, l2);
    }

    public Gradients withNorm(double norm) {
        return new Gradients(parts, norm, value, l1, l2);
    }

    public Gradients withValue(double value) {
        return new Gradients(parts, norm, value, l1, l2);
    }

    public Gradients withL1(double l1) {
        return new Gradients(parts, norm, value, l1, l2);
    }

    public Gradients withL2(double l2) {
        return new Gradients(parts, norm, value, l1, l2);
    }
}
