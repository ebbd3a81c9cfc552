package dev.lepton.data;

/// Numbers as people write them: a sign, digits with at most one decimal sign among them, an exponent.
///
/// Stricter than [Double#parseDouble], which also takes `1d`, `0x1p3` and `NaN`.
final class NumberText {

    private NumberText() {}

    /// @param point the decimal sign
    static boolean matches(String text, char point) {
        int at = skipSign(text, 0);
        int start = at;
        at = skipDigits(text, at);
        int digits = at - start;
        if (at < text.length() && text.charAt(at) == point) {
            int fraction = skipDigits(text, at + 1);
            digits += fraction - at - 1;
            at = fraction;
        }
        if (digits == 0) {
            return false;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int exponent = skipSign(text, at + 1);
            at = skipDigits(text, exponent);
            if (at == exponent) {
                return false;
            }
        }
        return at == text.length();
    }

    /// How many digits an integer has; 0 where the text is none.
    static int integerDigits(String text) {
        int start = skipSign(text, 0);
        int end = skipDigits(text, start);
        return end == text.length() ? end - start : 0;
    }

    /// Whether an integer is within int64.
    static boolean fitsLong(String text) {
        try {
            return Long.parseLong(text) != Long.MIN_VALUE;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /// The number that a matching text says.
    static double parse(String text, char point) {
        return Double.parseDouble(point == '.' ? text : text.replace(point, '.'));
    }

    private static int skipSign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
    }

    private static int skipDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
