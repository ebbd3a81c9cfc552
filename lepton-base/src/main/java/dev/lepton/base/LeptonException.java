package dev.lepton.base;

import java.util.Objects;

/// The one unchecked root of errors that Lepton reports on purpose.
///
/// The message says what came, what was expected, where, and how to mend it.
public class LeptonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public LeptonException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    public LeptonException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /// The text that every such error has.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    public ErrorCode code() {
        return code;
    }
}
