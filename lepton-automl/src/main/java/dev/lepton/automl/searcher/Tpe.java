package dev.lepton.automl.searcher;

import dev.lepton.base.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// The tree-structured Parzen estimator (Bergstra, Bardenet, Bengio, Kégl 2011), multivariate (Falkner, Klein,
/// Hutter 2018).
///
/// Trials are split into good and bad ones by their losses; a density is estimated of each, candidates are
/// drawn from that of the good, and the one with the highest ratio of both densities wins. Pending trials
/// count as bad, so that parallel suggestions differ.
///
/// In a conditional space parameters are drawn in three groups. Choices on which others depend come first,
/// half of them evenly and half as the good trials have it: the ratio would stay with the first branch that
/// was lucky.
/// Then all other parameters without conditions, jointly. At last those with conditions, jointly, from the
/// trials of the same branch only and split anew among these, so that a branch is learnt before it is among
/// the best.
///
/// @param options how to split and how often to draw
record Tpe(TpeOptions options) implements Guide {

    @Override
    public double[] propose(Evidence evidence, Seed seed) {
        Encoding encoding = evidence.encoding();
        RandomGenerator random = seed.random();
        double[] point = new double[encoding.size()];
        Arrays.fill(point, Double.NaN);
        Evidence branch = evidence;
        for (int gate : places(encoding, encoding::isGate)) {
            if (encoding.isActive(gate, point)) {
                double even = options.good(branch.finite()) * options.priorWeight();
                point[gate] = density(new int[] {gate}, branch, true, even).draw(random)[0];
                branch = branch.where(gate, point[gate]);
            }
        }
        fill(point, places(encoding, i -> !encoding.isGate(i) && !encoding.isGated(i)), evidence, random);
        IntPredicate open = i -> !encoding.isGate(i) && encoding.isGated(i) && encoding.isActive(i, point);
        fill(point, places(encoding, open), branch, random);
        return encoding.settle(point, random);
    }

    private static int[] places(Encoding encoding, IntPredicate wanted) {
        return IntStream.range(0, encoding.size()).filter(wanted).toArray();
    }

    /// Draws the parameters of one group jointly.
    private void fill(double[] point, int[] group, Evidence evidence, RandomGenerator random) {
        if (group.length == 0) {
            return;
        }
        Parzen good = density(group, evidence, true, options.priorWeight());
        Parzen bad = density(group, evidence, false, options.priorWeight());
        double highest = Double.NEGATIVE_INFINITY;
        double[] winner = good.draw(random);
        for (int i = 0; i < options.candidates(); i++) {
            double[] candidate = good.draw(random);
            double ratio = good.logDensity(candidate) - bad.logDensity(candidate);
            if (ratio > highest) {
                highest = ratio;
                winner = candidate;
            }
        }
        for (int i = 0; i < group.length; i++) {
            point[group[i]] = winner[i];
        }
    }

    /// The density of one group over the good trials or over the others and the pending ones.
    private Parzen density(int[] group, Evidence evidence, boolean good, double priorWeight) {
        int[] order = evidence.order();
        int split = options.good(evidence.finite());
        List<double[]> points = new ArrayList<>();
        for (int i = good ? 0 : split; i < (good ? split : order.length); i++) {
            points.add(part(evidence.points().get(order[i]), group));
        }
        if (!good) {
            evidence.pending().forEach(point -> points.add(part(point, group)));
        }
        Encoding encoding = evidence.encoding();
        int[] levels = Arrays.stream(group)
                .map(i -> encoding.isChoice(i) ? (int) encoding.levels(i) : 0)
                .toArray();
        return new Parzen(points, levels, priorWeight);
    }

    private static double[] part(double[] point, int[] group) {
        return Arrays.stream(group).mapToDouble(i -> point[i]).toArray();
    }
}
