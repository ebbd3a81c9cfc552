package dev.lepton.media.augment;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;

/// Checks of what augmentations are given.
final class Settings {

    private Settings() {}

    static void within(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, what + " is " + value + "; give " + least + " to " + most + ".");
        }
    }

    static void ascending(String what, double low, double high) {
        if (!(low <= high)) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, what + " reaches from " + low + " to " + high + "; swap them.");
        }
    }
}
