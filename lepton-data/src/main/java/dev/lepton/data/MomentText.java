package dev.lepton.data;

import dev.lepton.table.TimestampColumn;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Moments in ISO 8601 and its usual variants: `2024-01-31`, `2024/1/31 9:05`,
/// `2024-01-31T09:05:10.25+02:00`.
///
/// Without an offset a moment is in UTC. Digits of a second beyond microseconds are cut off.
final class MomentText {

    private static final Pattern FORM = Pattern.compile("(\\d{4})([-/])(\\d{1,2})\\2(\\d{1,2})"
            + "(?:[T ](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?)?"
            + "\\s?([zZ]|UTC|[+-]\\d{2}(?::?\\d{2})?)?");
    private static final Pattern FOREIGN =
            Pattern.compile("\\d{1,2}(?:([./-])\\d{1,2}\\1|[ ./-][A-Za-z]{3,9}[ ./-])\\d{4}(?:\\D.*)?");
    private static final long SECOND = 1_000_000;

    private MomentText() {}

    /// Microseconds since the epoch, [TimestampColumn#MISSING] where the text is no moment.
    static long parse(String text) {
        if (text.length() < 8 || text.charAt(0) < '0' || text.charAt(0) > '9') {
            return TimestampColumn.MISSING;
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return TimestampColumn.MISSING;
        }
        try {
            long day = LocalDate.of(number(parts, 1), number(parts, 3), number(parts, 4))
                    .toEpochDay();
            long second = number(parts, 5) * 3_600L + number(parts, 6) * 60L + number(parts, 7);
            if (number(parts, 5) > 23 || number(parts, 6) > 59 || number(parts, 7) > 59) {
                return TimestampColumn.MISSING;
            }
            return (day * 86_400 + second - offsetSeconds(parts.group(9))) * SECOND + micros(parts.group(8));
        } catch (DateTimeException e) {
            return TimestampColumn.MISSING;
        }
    }

    /// Whether a text is a date in which the year comes last, as `31/12/2024` or `31-Dec-2024`. These are not
    /// read, because nothing in `01/02/2024` tells day from month.
    static boolean isForeignDate(String text) {
        return text.length() >= 8
                && text.charAt(0) >= '0'
                && text.charAt(0) <= '9'
                && FOREIGN.matcher(text).matches();
    }

    /// Whether a moment names an offset from UTC.
    static boolean hasOffset(String text) {
        int time = text.indexOf(':');
        return time > 0
                && text.chars().skip(time).anyMatch(c -> c == 'z' || c == 'Z' || c == '+' || c == '-' || c == 'U');
    }

    private static int number(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
    }

    private static long micros(@Nullable String fraction) {
        return fraction == null ? 0 : Long.parseLong((fraction + "000000").substring(0, 6));
    }

    private static long offsetSeconds(@Nullable String offset) {
        if (offset == null || !(offset.startsWith("+") || offset.startsWith("-"))) {
            return 0;
        }
        String digits = offset.substring(1).replace(":", "");
        long seconds = Integer.parseInt(digits.substring(0, 2)) * 3_600L
                + (digits.length() > 2 ? Integer.parseInt(digits.substring(2)) * 60L : 0);
        return offset.startsWith("-") ? -seconds : seconds;
    }
}
