package dev.lepton.learn.rules;

import dev.lepton.learn.feature.Feature;
import dev.lepton.learn.feature.FeatureMatrix;
import dev.lepton.learn.feature.Features;
import dev.lepton.model.Weights;
import java.util.Arrays;

/// One feature's values as bins: bin 0 is missing (or a level without a code), the others ranges of a number
/// in ascending order, or one level each.
///
/// @param codes `[row]`, unsigned
/// @param cuts of a number, ascending: bin `b` holds values from `cuts[b - 2]` on and below `cuts[b - 1]`;
///     empty for a categorical feature
/// @param size number of bins, bin 0 included
record Bins(int feature, byte[] codes, double[] cuts, int size, boolean categorical) {

    static Bins[] of(Features features, FeatureMatrix matrix, Weights weights, int maxBin) {
        Bins[] all = new Bins[matrix.columns()];
        for (int f = 0; f < all.length; f++) {
            Feature feature = features.columns().get(f);
            all[f] = feature.categorical()
                    ? ofLevels(f, matrix, Math.min(maxBin, feature.levels()))
                    : ofNumbers(f, matrix, weights, maxBin);
        }
        return all;
    }

    int bin(int row) {
        return codes[row] & 0xFF;
    }

    /// Levels beyond the most frequent `levels` have no bin of their own.
    private static Bins ofLevels(int feature, FeatureMatrix matrix, int levels) {
        byte[] codes = new byte[matrix.rows()];
        for (int row = 0; row < codes.length; row++) {
            float code = matrix.at(row, feature);
            codes[row] = (byte) (code < levels ? (int) code + 1 : 0); // NaN is not less
        }
        return new Bins(feature, codes, new double[0], levels + 1, true);
    }

    private static Bins ofNumbers(int feature, FeatureMatrix matrix, Weights weights, int maxBin) {
        double[] cuts = cuts(feature, matrix, weights, maxBin);
        byte[] codes = new byte[matrix.rows()];
        for (int row = 0; row < codes.length; row++) {
            float value = matrix.at(row, feature);
            codes[row] = (byte) (Float.isNaN(value) ? 0 : 1 + reached(cuts, value));
        }
        return new Bins(feature, codes, cuts, cuts.length + 2, false);
    }

    /// How many of the ascending cuts are at or below a value.
    static int reached(double[] cuts, double value) {
        int place = Arrays.binarySearch(cuts, value);
        return place >= 0 ? place + 1 : -place - 1;
    }

    /// Cuts between neighbouring values such that bins weigh about the same.
    private static double[] cuts(int feature, FeatureMatrix matrix, Weights weights, int maxBin) {
        long[] sorted = new long[matrix.rows()]; // order-preserving bits of the value, then the row
        int present = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            float value = matrix.at(row, feature) + 0f; // one zero
            if (!Float.isNaN(value) && weights.get(row) > 0) {
                int bits = Float.floatToIntBits(value);
                sorted[present++] = (long) (bits ^ (bits >> 31 & Integer.MAX_VALUE)) << 32 | row;
            }
        }
        Arrays.sort(sorted, 0, present);
        double left = 0;
        for (int i = 0; i < present; i++) {
            left += weights.get((int) sorted[i]);
        }
        double[] cuts = new double[maxBin - 1];
        int found = 0;
        double filled = 0;
        for (int i = 0; i + 1 < present && found < cuts.length; i++) {
            filled += weights.get((int) sorted[i]);
            float value = matrix.at((int) sorted[i], feature);
            float next = matrix.at((int) sorted[i + 1], feature);
            if (value < next && filled >= left / (maxBin - found)) {
                cuts[found++] = Cuts.between(value, next);
                left -= filled;
                filled = 0;
            }
        }
        return Arrays.copyOf(cuts, found);
    }
}
