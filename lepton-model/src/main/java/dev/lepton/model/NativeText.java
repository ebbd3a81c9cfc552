package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;

/// The capability of a model to show itself in its engine's own format, for explanation and refit.
public interface NativeText {

    /// The engine's name and format: `lightgbm.txt`, `xgboost.ubj`.
    String nativeFormat();

    /// A copy of the model in that format.
    byte[] nativeBytes();

    /// The capability of `model`.
    ///
    /// @throws LeptonException UNSUPPORTED where it has none
    static NativeText of(Model model) {
        if (model instanceof NativeText text) {
            return text;
        }
        throw new LeptonException(
                ErrorCode.UNSUPPORTED, model.getClass().getSimpleName() + " has no format of its own engine.");
    }
}
