package dev.lepton.learn.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Which bins of one feature share a step: the bins in order, cut into runs. Missing cells are a run of their
/// own where training rows have them, and no run otherwise.
///
/// @param stepOf `[bin]`, -1 for a bin that no step holds
/// @param size number of steps
record Steps(Bins bins, int[] stepOf, int size) {

    /// Merges neighbouring bins of all features, the pair first whose merging moves scores least (Ward 1963),
    /// until no more than `most` steps are left and neighbours differ.
    ///
    /// @param shapes `[feature][bin * outputs + output]`
    /// @param masses `[feature][bin]`, how much a move of the bin's score costs
    /// @return for each feature that has at least two steps
    static List<Steps> merge(Bins[] bins, double[][] shapes, double[][] masses, int most) {
        List<Runs> all = new ArrayList<>();
        int rules = 0;
        for (int f = 0; f < bins.length; f++) {
            Runs runs = new Runs(bins[f], shapes[f], masses[f]);
            all.add(runs);
            rules += runs.rules();
        }
        while (true) {
            Runs cheapest = all.stream()
                    .filter(runs -> runs.rules() > 0)
                    .min(Comparator.comparingDouble(runs -> runs.price))
                    .orElse(null);
            if (cheapest == null || rules <= most && cheapest.price > 0) {
                break;
            }
            rules -= cheapest.rules();
            cheapest.merge();
            rules += cheapest.rules();
        }
        return all.stream().filter(runs -> runs.rules() > 0).map(Runs::steps).toList();
    }

    /// The steps of one feature while they are merged.
    private static final class Runs {

        private final Bins bins;
        private final boolean hasMissing;
        private final List<Run> runs = new ArrayList<>();
        private int cheapest;
        private double price;

        Runs(Bins bins, double[] shape, double[] mass) {
            this.bins = bins;
            int outputs = shape.length / bins.size();
            IntStream values = IntStream.range(1, bins.size()).filter(bin -> mass[bin] > 0);
            Comparator<Integer> ascending = bins.categorical()
                    ? Comparator.<Integer>comparingDouble(bin -> contrast(shape, bin, outputs))
                            .thenComparing(bin -> bin)
                    : Comparator.naturalOrder();
            values.boxed().sorted(ascending).forEach(bin -> runs.add(Run.of(bin, shape, mass[bin], outputs)));
            this.hasMissing = mass[0] > 0;
            if (hasMissing) {
                runs.add(Run.of(0, shape, mass[0], outputs));
            }
            find();
        }

        /// Levels are ordered by the score of the last class against the first, or by the only score.
        private static double contrast(double[] shape, int bin, int outputs) {
            double last = shape[bin * outputs + outputs - 1];
            return outputs == 1 ? last : last - shape[bin * outputs];
        }

        /// One step alone says nothing: the constant says it.
        int rules() {
            return runs.size() < 2 ? 0 : runs.size();
        }

        private void find() {
            price = Double.POSITIVE_INFINITY;
            int last = runs.size() - 1;
            int end = hasMissing && runs.size() > 2 ? last - 1 : last;
            for (int i = 0; i < end; i++) {
                double cost = Run.cost(runs.get(i), runs.get(i + 1));
                // The last two go together.
                double each = runs.size() == 2 ? cost / 2 : cost;
                if (each < price) {
                    price = each;
                    cheapest = i;
                }
            }
        }

        void merge() {
            Run right = runs.remove(cheapest + 1);
            runs.set(cheapest, runs.get(cheapest).with(right));
            find();
        }

        Steps steps() {
            int[] stepOf = new int[bins.size()];
            Arrays.fill(stepOf, -1);
            for (int step = 0; step < runs.size(); step++) {
                for (int bin : runs.get(step).members) {
                    stepOf[bin] = step;
                }
            }
            if (!bins.categorical()) { // bins without weight join the step below them, or the first
                for (int bin = 1; bin < stepOf.length; bin++) {
                    stepOf[bin] = stepOf[bin] < 0 ? (bin > 1 ? stepOf[bin - 1] : 0) : stepOf[bin];
                }
            }
            return new Steps(bins, stepOf, runs.size());
        }
    }

    private record Run(List<Integer> members, double[] heights, double mass) {

        static Run of(int bin, double[] shape, double mass, int outputs) {
            return new Run(List.of(bin), Arrays.copyOfRange(shape, bin * outputs, (bin + 1) * outputs), mass);
        }

        static double cost(Run left, Run right) {
            double square = 0;
            for (int k = 0; k < left.heights.length; k++) {
                double distance = left.heights[k] - right.heights[k];
                square += distance * distance;
            }
            return square * left.mass * right.mass / (left.mass + right.mass);
        }

        Run with(Run right) {
            List<Integer> both = new ArrayList<>(members);
            both.addAll(right.members);
            double[] mean = new double[heights.length];
            double sum = mass + right.mass;
            Arrays.setAll(mean, k -> (mass * heights[k] + right.mass * right.heights[k]) / sum);
            return new Run(both, mean, sum);
        }
    }
}
