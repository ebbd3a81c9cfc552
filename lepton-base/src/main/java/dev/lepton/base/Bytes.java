package dev.lepton.base;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An amount of memory or disk in bytes; units are binary, so `8g` is 8 x 2^30.
///
/// @param count zero or more
public record Bytes(long count) implements Comparable<Bytes> {

    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kmgt]?)i?b?");

    public Bytes {
        if (count < 0) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "An amount of bytes cannot be negative, but is " + count + ".");
        }
    }

    /// Reads `512`, `64k`, `8g`, `2MB`, `1.5GiB`.
    public static Bytes parse(String text) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "\"" + text + "\" is no amount of memory; write a number and a unit, as in 512m or 8g.");
        }
        int power = "kmgt".indexOf(matcher.group(2)) + (matcher.group(2).isEmpty() ? 0 : 1);
        return new Bytes((long) (Double.parseDouble(matcher.group(1)) * (1L << (10 * power))));
    }

    @Override
    public int compareTo(Bytes other) {
        return Long.compare(count, other.count);
    }

    /// With one decimal and the largest unit that keeps the number above one: `1.5 MB`.
    @Override
    public String toString() {
        if (count < 1024) {
            return count + " B";
        }
        int power = Math.min(4, (63 - Long.numberOfLeadingZeros(count)) / 10);
        return String.format(Locale.ROOT, "%.1f %sB", count / (double) (1L << (10 * power)), " KMGT".charAt(power));
    }
}
