package dev.lepton.data;

import dev.lepton.table.TimestampColumn;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Moments in ISO 8601 and its usual variants, `2024-01-31`, `2024/1/31 9:05`,
/// `2024-01-31T09:05:10.25+02:00`, and those whose year stands last: `31/1/2024 9:05`, `31.01.2024`, `31-Jan-2024`.
///
/// Without an offset a moment is in UTC. Digits of a second beyond microseconds are cut off.
final class MomentText {

    private static final String TIME =
            "(?:[T ](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?(?:\\s?([AaPp])[Mm])?)?"
                    + "\\s?([zZ]|UTC|[+-]\\d{2}(?::?\\d{2})?)?";
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})([-/])(\\d{1,2})\\2(\\d{1,2})" + TIME);
    private static final Pattern YEAR_LAST =
            Pattern.compile("(\\d{1,2})([ ./-])(\\d{1,2}|[A-Za-z]{3,9})\\2(\\d{4})" + TIME);
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    private static final long SECOND = 1_000_000;

    private MomentText() {}

    /// Microseconds since the epoch of a moment whose year stands first, [TimestampColumn#MISSING] where the text
    /// is none.
    static long parse(String text) {
        if (text.length() < 8 || !startsWithDigit(text)) {
            return TimestampColumn.MISSING;
        }
        Matcher parts = YEAR_FIRST.matcher(text);
        return parts.matches()
                ? moment(parts, number(parts, 1), number(parts, 3), number(parts, 4))
                : TimestampColumn.MISSING;
    }

    /// As [#parse(String)], of a moment whose year stands last. Months that are named in English may stand
    /// second only, whatever the order.
    static long parse(String text, DateOrder order) {
        if (!isYearLast(text)) {
            return TimestampColumn.MISSING;
        }
        Matcher parts = YEAR_LAST.matcher(text);
        if (!parts.matches()) {
            return TimestampColumn.MISSING;
        }
        int first = number(parts, 1);
        if (!startsWithDigit(parts.group(3))) {
            return moment(parts, number(parts, 4), month(parts.group(3)), first);
        }
        int second = number(parts, 3);
        return switch (order) {
            case DAY_FIRST -> moment(parts, number(parts, 4), second, first);
            case MONTH_FIRST -> moment(parts, number(parts, 4), first, second);
        };
    }

    /// Whether a text is perhaps a moment whose year stands last; quick, since most texts are not.
    static boolean isYearLast(String text) {
        return text.length() >= 8
                && startsWithDigit(text)
                && (isBetween(text.charAt(1)) || isBetween(text.charAt(2)))
                && YEAR_LAST.matcher(text).matches();
    }

    private static boolean isBetween(char sign) {
        return sign == ' ' || sign == '.' || sign == '/' || sign == '-';
    }

    private static boolean startsWithDigit(String text) {
        return text.charAt(0) >= '0' && text.charAt(0) <= '9';
    }

    /// From 1; 0 for what is no month.
    private static int month(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return IntStream.range(0, MONTHS.size())
                .filter(i -> MONTHS.get(i).equals(lower)
                        || (lower.length() == 3 && MONTHS.get(i).startsWith(lower))
                        || (lower.equals("sept") && i == 8))
                .map(i -> i + 1)
                .findFirst()
                .orElse(0);
    }

    private static long moment(Matcher parts, int year, int month, int day) {
        try {
            long days = LocalDate.of(year, month, day).toEpochDay();
            int hour = hour(number(parts, 5), parts.group(9));
            if (hour > 23 || number(parts, 6) > 59 || number(parts, 7) > 59) {
                return TimestampColumn.MISSING;
            }
            long second = hour * 3_600L + number(parts, 6) * 60L + number(parts, 7);
            return (days * 86_400 + second - offsetSeconds(parts.group(10))) * SECOND + micros(parts.group(8));
        } catch (DateTimeException e) {
            return TimestampColumn.MISSING;
        }
    }

    /// Whether a moment names an offset from UTC.
    static boolean hasOffset(String text) {
        int time = text.indexOf(':');
        return time > 0
                && text.chars().skip(time).anyMatch(c -> c == 'z' || c == 'Z' || c == '+' || c == '-' || c == 'U');
    }

    /// The hour of the day, more than 23 where there is none such.
    ///
    /// @param half `a` or `p` before or after noon, null where hours are counted from midnight
    private static int hour(int shown, @Nullable String half) {
        if (half == null) {
            return shown;
        }
        boolean isShown = shown >= 1 && shown <= 12;
        return isShown ? shown % 12 + (half.equalsIgnoreCase("p") ? 12 : 0) : Integer.MAX_VALUE;
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
