package dev.lepton.automl.searcher;

import java.util.List;
import java.util.stream.IntStream;

/// What a model of the losses learns from: points of one space with their losses at one fidelity.
///
/// @param points as [Encoding] makes them
/// @param losses one a point; positive infinity where the trial failed
/// @param pending points whose losses are not known yet
record Evidence(Encoding encoding, List<double[]> points, double[] losses, List<double[]> pending) {

    /// Places of the points, the smallest loss first; equal losses in the order of telling.
    int[] order() {
        return IntStream.range(0, losses.length)
                .boxed()
                .sorted((one, other) -> Double.compare(losses[one], losses[other]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// The part in which the parameter at `place` has this value.
    Evidence where(int place, double value) {
        int[] kept = IntStream.range(0, losses.length)
                .filter(i -> points.get(i)[place] == value)
                .toArray();
        return new Evidence(
                encoding,
                IntStream.of(kept).mapToObj(points::get).toList(),
                IntStream.of(kept).mapToDouble(i -> losses[i]).toArray(),
                pending.stream().filter(point -> point[place] == value).toList());
    }

    /// How many trials gave a loss.
    int finite() {
        return (int) IntStream.range(0, losses.length)
                .filter(i -> Double.isFinite(losses[i]))
                .count();
    }
}
