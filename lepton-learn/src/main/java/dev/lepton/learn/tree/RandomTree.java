package dev.lepton.learn.tree;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A tree whose splits take the best of some random ones (Geurts, Ernst, Wehenkel 2006, algorithm "Split a
/// node"): for each of a few random features that vary in the node, one threshold drawn between the node's
/// least and largest value.
///
/// Departures: a category feature is split by a random half of the node's categories; a missing number goes
/// to a random side, and where the node has none, to the larger one. LightGBM's own `extra_trees` draws
/// thresholds among all bins, most of which lie outside of a deep node, so that its trees stop growing
/// early. Not thread-safe.
final class RandomTree {

    private static final double TIE = 1e-9;

    private final RandomSplits data;
    private final int tried;
    private final double leastLeaf;
    private final int mostDepth;
    private final RandomGenerator random;
    private final int[] order; // rows, those of one node side by side
    private final int[] features; // shuffled anew for each node
    private final LightGbmTreeText text = new LightGbmTreeText();

    /// @param tried features that one split sees
    /// @param leastLeaf weight of one leaf at least
    /// @param mostDepth -1 for no limit
    record Limits(int tried, double leastLeaf, int mostDepth) {}

    /// @param rows that the tree sees
    RandomTree(RandomSplits data, int[] rows, Limits limits, RandomGenerator random) {
        this.data = data;
        this.tried = limits.tried;
        this.leastLeaf = limits.leastLeaf;
        this.mostDepth = limits.mostDepth < 0 ? 500 : limits.mostDepth;
        this.random = random;
        this.order = rows.clone();
        this.features = new int[data.columns().length];
        Arrays.setAll(features, feature -> feature);
    }

    /// The tree, with zeros in its leaves.
    LightGbmTreeText grow() {
        grow(0, order.length, 0);
        return text;
    }

    /// A random split that was tried.
    ///
    /// @param members categories that go left, or null for a threshold
    private record Candidate(int feature, float threshold, boolean @Nullable [] members, boolean missingLeft) {

        boolean goesLeft(float value) {
            if (members != null) {
                return !Float.isNaN(value) && members[(int) value]; // missing categories go right in LightGBM's format
            }
            return Float.isNaN(value) ? missingLeft : value <= threshold;
        }
    }

    private int grow(int from, int to, int depth) {
        double[] sums = sums(from, to);
        Candidate best = sums[data.sums()] < 2 * leastLeaf || depth >= mostDepth || isPure(from, to)
                ? null
                : best(from, to, sums);
        if (best == null) {
            return text.leaf("0");
        }
        int middle = partition(from, to, best);
        int split = best.members == null
                ? text.split(
                        best.feature,
                        Double.toString(best.threshold),
                        new LightGbmTreeText.Missing(2, best.missingLeft))
                : text.split(best.feature, members(best.members), new LightGbmTreeText.Missing(2, false));
        int goesLeft = grow(from, middle, depth + 1);
        text.children(split, goesLeft, grow(middle, to, depth + 1));
        return split;
    }

    private static int[] members(boolean[] chosen) {
        return IntStream.range(0, chosen.length).filter(code -> chosen[code]).toArray();
    }

    private double[] sums(int from, int to) {
        double[] sums = new double[data.sums() + 1];
        for (int i = from; i < to; i++) {
            sums[data.labels()[order[i]]] += data.values()[order[i]];
            sums[data.sums()] += data.weights()[order[i]];
        }
        return sums;
    }

    private boolean isPure(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            boolean same = data.sums() > 1
                    ? data.labels()[order[i]] == data.labels()[order[from]]
                    : data.values()[order[i]] * data.weights()[order[from]]
                            == data.values()[order[from]] * data.weights()[order[i]];
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /// The best of the splits that are tried, or null where no feature can be split.
    private @Nullable Candidate best(int from, int to, double[] sums) {
        Candidate best = null;
        double bestScore = Double.NEGATIVE_INFINITY;
        int seen = 0;
        for (int i = 0; i < features.length && seen < tried; i++) {
            int other = i + random.nextInt(features.length - i);
            int feature = features[other];
            features[other] = features[i];
            features[i] = feature;
            Candidate candidate = draw(feature, from, to);
            if (candidate == null) {
                continue;
            }
            seen++;
            double score = score(candidate, from, to, sums);
            // Of equal splits the first one drawn is taken, not the one that rounding favours.
            if (best == null ? score > bestScore : score > bestScore + TIE * Math.abs(bestScore)) {
                bestScore = score;
                best = candidate;
            }
        }
        return best;
    }

    /// A random split of one feature, or null where all rows of the node have the same value.
    private @Nullable Candidate draw(int feature, int from, int to) {
        return data.levels()[feature] > 0 ? drawSet(feature, from, to) : drawThreshold(feature, from, to);
    }

    private @Nullable Candidate drawThreshold(int feature, int from, int to) {
        float[] column = data.columns()[feature];
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        boolean missing = false;
        for (int i = from; i < to; i++) {
            float value = column[order[i]];
            missing |= Float.isNaN(value);
            least = value < least ? value : least;
            most = value > most ? value : most;
        }
        if (least > most || least == most && !missing) {
            return null;
        }
        if (least == most) { // present against missing
            return new Candidate(feature, most, null, false);
        }
        float threshold = (float) (least + random.nextDouble() * ((double) most - least));
        threshold = threshold < most ? threshold : Math.nextDown(most);
        if (missing) {
            return new Candidate(feature, threshold, null, random.nextBoolean());
        }
        double surplus = 0; // weight of the rows that go left, less that of the others
        for (int i = from; i < to; i++) {
            surplus += column[order[i]] <= threshold ? data.weights()[order[i]] : -data.weights()[order[i]];
        }
        return new Candidate(feature, threshold, null, surplus > 0);
    }

    private @Nullable Candidate drawSet(int feature, int from, int to) {
        float[] column = data.columns()[feature];
        boolean[] present = new boolean[data.levels()[feature]];
        int count = 0;
        boolean missing = false;
        for (int i = from; i < to; i++) {
            float value = column[order[i]];
            missing |= Float.isNaN(value);
            if (!Float.isNaN(value) && !present[(int) value]) {
                present[(int) value] = true;
                count++;
            }
        }
        if (count == 0 || count == 1 && !missing) {
            return null;
        }
        boolean[] members = new boolean[present.length];
        int chosen = 0;
        while (chosen == 0 || chosen == count && !missing) {
            chosen = 0;
            for (int code = 0; code < present.length; code++) {
                members[code] = present[code] && random.nextBoolean();
                chosen += members[code] ? 1 : 0;
            }
        }
        return new Candidate(feature, 0, members, false);
    }

    /// How well a split tells apart: the weighted squares of both sides' means, summed over classes; for
    /// classes that orders splits as Gini's index does, for numbers as squared error.
    private double score(Candidate candidate, int from, int to, double[] sums) {
        float[] column = data.columns()[candidate.feature];
        double[] left = new double[sums.length];
        for (int i = from; i < to; i++) {
            int row = order[i];
            if (candidate.goesLeft(column[row])) {
                left[data.labels()[row]] += data.values()[row];
                left[data.sums()] += data.weights()[row];
            }
        }
        double leftWeight = left[data.sums()];
        double rightWeight = sums[data.sums()] - leftWeight;
        if (leftWeight < leastLeaf || rightWeight < leastLeaf) {
            return Double.NEGATIVE_INFINITY;
        }
        double score = 0;
        for (int c = 0; c < data.sums(); c++) {
            double right = sums[c] - left[c];
            score += left[c] * left[c] / leftWeight + right * right / rightWeight;
        }
        return score;
    }

    /// Moves the rows that go left to the front, in order, and returns where the others begin.
    private int partition(int from, int to, Candidate split) {
        float[] column = data.columns()[split.feature];
        int[] others = new int[to - from];
        int left = from;
        int right = 0;
        for (int i = from; i < to; i++) {
            if (split.goesLeft(column[order[i]])) {
                order[left++] = order[i];
            } else {
                others[right++] = order[i];
            }
        }
        System.arraycopy(others, 0, order, left, right);
        return left;
    }
}
