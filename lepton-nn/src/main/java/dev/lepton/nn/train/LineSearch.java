package dev.lepton.nn.train;

import java.util.function.DoubleFunction;

/// A search for a length along a descending direction that meets the strong Wolfe conditions: the value
/// falls at least by a share of what the slope promises, and the slope there is flatter by a share
/// (Nocedal, Wright, "Numerical Optimization", 2nd edition, algorithms 3.5 and 3.6, with cubic
/// interpolation). A value that is not finite counts as too far.
///
/// @param at tries a length; what was tried last is where the search leaves things
record LineSearch(DoubleFunction<Trial> at) {

    private static final double DECREASE = 1e-4;
    private static final double FLATTER = 0.9;
    private static final int MOST_TRIALS = 25;

    /// @param value of the function at this length
    /// @param slope of the function along the direction there
    record Trial(double length, double value, double slope) {}

    /// @param start at length 0, with a slope below 0
    /// @param first length to try
    /// @return the best that was found; the start itself, with length 0, where nothing is lower
    Trial from(Trial start, double first) {
        Trial before = start;
        double length = first;
        for (int i = 0; i < MOST_TRIALS; i++) {
            Trial here = at.apply(length);
            if (isTooHigh(start, here) || i > 0 && here.value >= before.value) {
                return zoom(start, before, here, MOST_TRIALS - i);
            }
            if (isFlat(start, here)) {
                return here;
            }
            if (here.slope >= 0) {
                return zoom(start, here, before, MOST_TRIALS - i);
            }
            before = here;
            length *= 2.5;
        }
        return before;
    }

    /// @param low the end with the lower value, which has fallen enough
    /// @param high the other end
    private Trial zoom(Trial start, Trial low, Trial high, int trials) {
        Trial last = high;
        for (int i = 0; i < trials && Math.abs(high.length - low.length) > 1e-9 * Math.max(1, low.length); i++) {
            Trial here = at.apply(between(low, high));
            last = here;
            if (isTooHigh(start, here) || here.value >= low.value) {
                high = here;
            } else if (isFlat(start, here)) {
                return here;
            } else {
                if (here.slope * (high.length - low.length) >= 0) {
                    high = low;
                }
                low = here;
            }
        }
        return last == low ? low : at.apply(low.length);
    }

    private static boolean isTooHigh(Trial start, Trial here) {
        return !(here.value <= start.value + DECREASE * here.length * start.slope);
    }

    private static boolean isFlat(Trial start, Trial here) {
        return Math.abs(here.slope) <= -FLATTER * start.slope;
    }

    /// Where the cubic through both ends has its minimum, but not within a tenth of either; the middle
    /// where there is none.
    private static double between(Trial one, Trial other) {
        double width = other.length - one.length;
        double mean = one.slope + other.slope - 3 * (one.value - other.value) / -width;
        double root = Math.sqrt(mean * mean - one.slope * other.slope);
        double share = 1
                - (other.slope + Math.copySign(root, width) - mean)
                        / (other.slope - one.slope + 2 * Math.copySign(root, width));
        return one.length + width * (Double.isFinite(share) ? Math.clamp(share, 0.1, 0.9) : 0.5);
    }
}
