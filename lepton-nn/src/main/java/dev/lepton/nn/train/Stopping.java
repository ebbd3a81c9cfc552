package dev.lepton.nn.train;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;

/// How validation decides. It always keeps the weights with the best score, and may end the training.
///
/// @param score what is compared
/// @param patience epochs without a better score after which the training ends; 0 for never
/// @param least by how much a score must be better to count, 0 or more
public record Stopping(Score score, int patience, double least) {

    public static final Stopping DEFAULTS = new Stopping(Score.LOSS, 0, 0);

    public Stopping {
        new Problems("The settings of stopping")
                .require(patience >= 0, "the patience must be 0 or more epochs, not " + patience)
                .require(least >= 0, "the least gain must be 0 or more, not " + least)
                .throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    public Stopping withScore(Score score) {
        return new Stopping(score, patience, least);
    }

    public Stopping withPatience(int patience) {
        return new Stopping(score, patience, least);
    }

    public Stopping withLeast(double least) {
        return new Stopping(score, patience, least);
    }
}
