package dev.lepton.data.check;

/// Something about data or a score that is probably a mistake.
///
/// @param check the name of the check: `constant_target`, `drift`
/// @param where what it is about: a column as `column "age"`, or `rows`, or `score`
/// @param message what was found, what was expected, and how to mend it
public record Finding(Severity severity, String check, String where, String message) {

    /// How much a finding matters, the worst first.
    public enum Severity {
        /// nothing can be learnt, or what is learnt will not hold
        ERROR,
        /// what is learnt may not hold
        WARNING,
        /// worth knowing
        NOTE;

        /// As a person reads it.
        public String label() {
            return switch (this) {
                case ERROR -> "error";
                case WARNING -> "warning";
                case NOTE -> "note";
            };
        }
    }

    static Finding error(String check, String where, String message) {
        return new Finding(Severity.ERROR, check, where, message);
    }

    static Finding warning(String check, String where, String message) {
        return new Finding(Severity.WARNING, check, where, message);
    }

    static Finding note(String check, String where, String message) {
        return new Finding(Severity.NOTE, check, where, message);
    }

    static String column(String name) {
        return "column \"" + name + "\"";
    }

    /// One line: `warning: Column "age" ...`.
    public String line() {
        return severity.label() + ": " + message;
    }
}
