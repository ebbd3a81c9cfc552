package dev.lepton.data;

/// Values as SQL writes them.
final class Sql {

    private Sql() {}

    /// A string literal.
    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /// A quoted identifier.
    static String name(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
