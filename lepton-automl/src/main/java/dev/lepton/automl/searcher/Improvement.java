package dev.lepton.automl.searcher;

import dev.lepton.base.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Bayesian optimisation by the expected improvement over the best loss (Mockus 1978; Jones, Schonlau,
/// Welch 1998).
///
/// Failed trials count as the worst loss that was seen. Losses far above the median are brought nearer, for
/// what is bad need not be told apart from what is worse. Pending trials count with the loss that the model
/// expects of them.
///
/// @param evenBranches share of proposals whose branch of a conditional space is drawn evenly, to improve on the
///     best of that branch; the others are to improve on the best of all
record Improvement(Surrogate.Fit fit, double evenBranches) implements Guide {

    /// Losses beyond this many times the distance of the best to the median above the median are cut.
    private static final double REACH = 2;

    /// Best trials beside which to look.
    private static final int LEADERS = 5;

    @Override
    public double[] propose(Evidence evidence, Seed seed) {
        Encoding encoding = evidence.encoding();
        List<double[]> points = new ArrayList<>(evidence.points());
        double[] measured = standardised(evidence.losses());
        Surrogate model = fit.fit(encoding, points, measured, measured.length, seed.child("fit"));
        double[] values = DoubleStream.concat(
                        Arrays.stream(measured),
                        evidence.pending().stream().map(model::at).mapToDouble(Normal::mean))
                .toArray();
        if (!evidence.pending().isEmpty()) {
            points.addAll(evidence.pending());
            model = fit.fit(encoding, points, values, measured.length, seed.child("fit"));
        }
        RandomGenerator random = seed.child("climb").random();
        double[] pinned = pinned(encoding, random);
        List<Integer> order = order(values, i -> isWithin(points.get(i), pinned));
        List<Integer> leaders = order.isEmpty() ? order(values, i -> true) : order;
        return new Climb(encoding, model, values[leaders.getFirst()], pinned)
                .highest(leaders.stream().map(points::get).toList(), random);
    }

    /// Places of the smallest values, ascending.
    private static List<Integer> order(double[] values, IntPredicate wanted) {
        return IntStream.range(0, values.length)
                .filter(wanted)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .limit(LEADERS)
                .toList();
    }

    private static boolean isWithin(double[] point, double[] pinned) {
        return IntStream.range(0, point.length).allMatch(i -> Double.isNaN(pinned[i]) || point[i] == pinned[i]);
    }

    /// A branch that is drawn, NaN wherever the search is free.
    private double[] pinned(Encoding encoding, RandomGenerator random) {
        double[] drawn = encoding.random(random);
        boolean isFree = random.nextDouble() >= evenBranches;
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = isFree || !encoding.isGate(i) ? Double.NaN : drawn[i];
        }
        return drawn;
    }

    private static double[] standardised(double[] losses) {
        double[] sorted =
                Arrays.stream(losses).filter(Double::isFinite).sorted().toArray();
        double middle = sorted[sorted.length / 2];
        double most = Math.min(sorted[sorted.length - 1], middle + REACH * (middle - sorted[0]));
        double[] kept =
                Arrays.stream(losses).map(loss -> loss > most ? most : loss).toArray();
        double mean = Arrays.stream(kept).average().orElseThrow();
        double variance = Arrays.stream(kept)
                .map(loss -> (loss - mean) * (loss - mean))
                .average()
                .orElseThrow();
        double deviation = variance > 0 ? Math.sqrt(variance) : 1;
        return Arrays.stream(kept).map(loss -> (loss - mean) / deviation).toArray();
    }
}
