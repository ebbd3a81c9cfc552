package dev.lepton.learn.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Round numbers between two others: thresholds that a person can read and that send every value where the
/// exact one would.
final class Cuts {

    /// Every double is written with at most this many digits.
    private static final int MOST_DIGITS = 17;

    private Cuts() {}

    /// A number with as few digits as possible that is above `low` and at most `high`; of those the nearest
    /// to the middle.
    ///
    /// @param low less than `high`, both finite
    static double between(double low, double high) {
        if (low < 0 && high >= 0) {
            return 0;
        }
        BigDecimal middle = new BigDecimal(low).add(new BigDecimal(high)).divide(BigDecimal.TWO);
        for (int digits = 1; digits <= MOST_DIGITS; digits++) {
            double nearest = round(middle, digits, RoundingMode.HALF_EVEN);
            if (nearest > low && nearest <= high) {
                return nearest;
            }
            double below = round(middle, digits, RoundingMode.FLOOR);
            if (below > low && below <= high) {
                return below;
            }
            double above = round(middle, digits, RoundingMode.CEILING);
            if (above > low && above <= high) {
                return above;
            }
        }
        return high;
    }

    private static double round(BigDecimal number, int digits, RoundingMode mode) {
        return number.round(new MathContext(digits, mode)).doubleValue();
    }

    /// The multiple of a power of ten that is nearest to a number, without the digits that binary fractions
    /// add.
    static double rounded(double number, double grain) {
        int digits = (int) -Math.round(Math.log10(grain));
        double nearest =
                new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
        return nearest == 0 ? 0 : nearest; // never a negative zero
    }

    /// A number as people write it: no exponent for ordinary sizes, no trailing zeros.
    static String shown(double number) {
        BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
        double size = Math.abs(number);
        return size == 0 || size >= 1e-5 && size < 1e10 ? exact.toPlainString() : exact.toString();
    }

    /// As [#shown(double)] with a sign in any case.
    static String signed(double number) {
        return (number < 0 ? "" : "+") + shown(number);
    }
}
