package dev.lepton.data.profile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/// How often numbers fall into bars of equal width.
///
/// @param low where the first bar begins; smaller numbers are counted in it
/// @param high where the last bar ends; larger numbers are counted in it
/// @param counts of each bar, in ascending order
public record Histogram(double low, double high, List<Long> counts) {

    /// Bars of a histogram.
    static final int BARS = 20;

    private static final String BLOCKS = "▁▂▃▄▅▆▇█";

    public Histogram {
        counts = List.copyOf(counts);
    }

    static Histogram of(double low, double high, int rows, IntToDoubleFunction cells) {
        long[] counts = new long[high > low ? BARS : 1];
        double scale = counts.length / (high > low ? high - low : 1);
        for (int row = 0; row < rows; row++) {
            double cell = cells.applyAsDouble(row);
            if (!Double.isNaN(cell)) {
                counts[(int) Math.clamp((cell - low) * scale, 0, counts.length - 1)]++;
            }
        }
        List<Long> listed = new ArrayList<>(counts.length);
        for (long count : counts) {
            listed.add(count);
        }
        return new Histogram(low, high, listed);
    }

    /// The bars as a line of block characters; an empty bar is a space.
    public String blocks() {
        long most = Collections.max(counts);
        StringBuilder line = new StringBuilder();
        for (long count : counts) {
            line.append(count == 0 || most == 0 ? ' ' : BLOCKS.charAt((int) ((BLOCKS.length() - 1) * count / most)));
        }
        return line.toString();
    }
}
