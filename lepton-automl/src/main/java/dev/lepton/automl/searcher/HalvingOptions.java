package dev.lepton.automl.searcher;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;

/// How searches by fidelity divide their effort.
///
/// @param factor by which a rung has fewer trials and more fidelity than the one before it, above 1
/// @param rungs below the one of full fidelity, 0 or more
public record HalvingOptions(double factor, int rungs) {

    /// Three times the effort for the best third, from an 81st on, as in the example of the paper on Hyperband.
    public static final HalvingOptions DEFAULTS = new HalvingOptions(3, 4);

    public HalvingOptions {
        if (!(factor > 1) || rungs < 0 || rungs > 30) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "A halving by " + factor + " in " + rungs + " rungs was asked for; a factor above 1 and 0 to 30"
                            + " rungs were expected.");
        }
    }

    /// Fidelity of a rung, counted from the one of full fidelity downwards.
    double fidelity(int below) {
        return Math.pow(factor, -below);
    }
}
