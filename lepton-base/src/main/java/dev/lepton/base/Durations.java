package dev.lepton.base;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Spans of time as people write them.
public final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|h|d)");

    private Durations() {}

    /// Reads `500ms`, `60s`, `5m`, `1.5h`, `2d`.
    public static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "\"" + text + "\" is no span of time; write a number and a unit, as in 60s, 5m or 1h.");
        }
        double seconds = switch (matcher.group(2)) {
            case "ms" -> 0.001;
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3_600;
            case "d" -> 86_400;
            default -> throw new IllegalStateException(matcher.group(2));
        };
        return Duration.ofNanos((long) (Double.parseDouble(matcher.group(1)) * seconds * 1e9));
    }

    /// With at most three digits and the unit that fits: `14 us`, `2.50 ms`, `1.20 s`, `5 m 03 s`.
    public static String format(Duration time) {
        double seconds = time.toNanos() / 1e9;
        if (seconds < 1e-3) {
            return String.format(Locale.ROOT, "%.0f us", seconds * 1e6);
        }
        if (seconds < 1) {
            return String.format(Locale.ROOT, "%.2f ms", seconds * 1e3);
        }
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.2f s", seconds);
        }
        return String.format(Locale.ROOT, "%d m %02d s", time.toMinutes(), time.toSecondsPart());
    }
}
