package dev.lepton.nn.train;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;

/// A loss that is not finite. The training has ended, but what it had learnt before is kept.
public final class TrainingDiverged extends LeptonException {

    private static final long serialVersionUID = 1L;

    private final transient Trained lastGood;

    TrainingDiverged(ErrorCode code, String message, Trained lastGood) {
        super(code, message);
        this.lastGood = lastGood;
    }

    /// The net with the last weights that are known to be good: the best on the validation's examples
    /// or, without these, those after the last whole epoch; before the first, those at the start.
    public Trained lastGood() {
        return lastGood;
    }
}
