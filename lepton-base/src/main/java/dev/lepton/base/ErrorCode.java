package dev.lepton.base;

/// What went wrong, as one word that scripts and clients can rely on.
///
/// A code's [Kind] decides the exit status of the command line and the status of an HTTP answer; nothing
/// else does.
public enum ErrorCode {
    /// A file, table, URL or name that does not exist.
    NOT_FOUND(Kind.USER, 404),
    /// An argument, option or setting outside of what is allowed.
    INVALID_ARGUMENT(Kind.USER, 400),
    /// Data that cannot be read or does not fit what was declared.
    INVALID_DATA(Kind.USER, 400),
    /// A graph, bundle or model file that is damaged, foreign or breaks a rule.
    INVALID_MODEL(Kind.USER, 422),
    /// A format, operator or combination that Lepton does not support.
    UNSUPPORTED(Kind.USER, 422),
    /// Memory, disk, threads or time that did not suffice.
    RESOURCE_EXHAUSTED(Kind.RESOURCE, 503),
    /// Work that was cancelled before it had any result.
    CANCELLED(Kind.RESOURCE, 503),
    /// A database, object store or other system that failed or could not be reached.
    EXTERNAL_FAILURE(Kind.EXTERNAL, 502),
    /// A broken promise of Lepton itself.
    INTERNAL(Kind.INTERNAL, 500);

    /// Who can mend an error.
    public enum Kind {
        /// The caller, by giving something else.
        USER(2),
        /// The caller, by giving more of something or trying later.
        RESOURCE(3),
        /// Whoever runs the other system.
        EXTERNAL(4),
        /// The developers.
        INTERNAL(70);

        private final int exitStatus;

        Kind(int exitStatus) {
            this.exitStatus = exitStatus;
        }

        /// The exit status of a process that ends with an error of this kind.
        public int exitStatus() {
            return exitStatus;
        }
    }

    private final Kind kind;
    private final int httpStatus;

    ErrorCode(Kind kind, int httpStatus) {
        this.kind = kind;
        this.httpStatus = httpStatus;
    }

    public Kind kind() {
        return kind;
    }

    /// The status of an HTTP answer that reports this error.
    public int httpStatus() {
        return httpStatus;
    }
}
