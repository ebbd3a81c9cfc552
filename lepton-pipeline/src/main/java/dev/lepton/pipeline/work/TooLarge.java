package dev.lepton.pipeline.work;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;

/// A fit needed more memory than its worker had; with fewer rows it may have enough.
final class TooLarge extends LeptonException {

    private static final long serialVersionUID = 1L;

    TooLarge(String message) {
        super(ErrorCode.RESOURCE_EXHAUSTED, message);
    }
}
