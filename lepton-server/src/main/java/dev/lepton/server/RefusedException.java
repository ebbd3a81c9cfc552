package dev.lepton.server;

import com.linecorp.armeria.common.HttpStatus;

/// A request that HTTP itself has a status for, so that no code of Lepton's own fits.
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient HttpStatus status;

    RefusedException(HttpStatus status, String message) {
        super(message, null, false, false); // the client is told; nobody needs the stack
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }
}
