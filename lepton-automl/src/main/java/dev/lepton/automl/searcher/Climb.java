package dev.lepton.automl.searcher;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/// The search for the point with the highest expected improvement: random points and neighbours of the best
/// trials, then a pattern search from the most promising.
final class Climb {

    private static final int RANDOM = 200;
    private static final int NEIGHBOURS = 12;
    private static final int CLIMBERS = 3;
    private static final double FIRST_STEP = 0.1;
    private static final double LAST_STEP = 0.002;

    private final Encoding encoding;
    private final Surrogate model;
    private final double best;
    private final double[] pinned;

    private record Candidate(double[] point, double value) {}

    /// @param best loss to improve on
    /// @param pinned values that all points have, NaN where they are free
    Climb(Encoding encoding, Surrogate model, double best, double[] pinned) {
        this.encoding = encoding;
        this.model = model;
        this.best = best;
        this.pinned = pinned;
    }

    /// @param leaders points of the best trials, one or more
    double[] highest(List<double[]> leaders, RandomGenerator random) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < RANDOM; i++) {
            candidates.add(valued(settle(encoding.random(random), random)));
        }
        for (double[] leader : leaders) {
            for (int i = 0; i < NEIGHBOURS; i++) {
                candidates.add(valued(beside(leader, Math.pow(10, -1 - i % 3), random)));
            }
        }
        return candidates.stream()
                .sorted(Comparator.comparingDouble(candidate -> -candidate.value()))
                .limit(CLIMBERS)
                .map(start -> climb(start, random))
                .max(Comparator.comparingDouble(Candidate::value))
                .orElseThrow()
                .point();
    }

    private Candidate valued(double[] point) {
        return new Candidate(point, model.at(point).logImprovement(best));
    }

    private double[] beside(double[] point, double spread, RandomGenerator random) {
        double[] moved = point.clone();
        for (int i = 0; i < moved.length; i++) {
            if (!encoding.isChoice(i)) {
                moved[i] += spread * random.nextGaussian();
            } else if (random.nextInt(moved.length + 1) == 0) {
                moved[i] = random.nextInt((int) encoding.levels(i));
            }
        }
        return settle(moved, random);
    }

    private double[] settle(double[] raw, RandomGenerator random) {
        for (int i = 0; i < raw.length; i++) {
            raw[i] = Double.isNaN(pinned[i]) ? raw[i] : pinned[i];
        }
        return encoding.settle(raw, random);
    }

    private Candidate climb(Candidate start, RandomGenerator random) {
        Candidate top = start;
        double step = FIRST_STEP;
        while (step >= LAST_STEP) {
            Candidate next = top;
            for (int i = 0; i < encoding.size(); i++) {
                next = along(next, i, step, random);
            }
            step = next == top ? step / 2 : step;
            top = next;
        }
        return top;
    }

    /// The best of a point and its neighbours in one direction.
    private Candidate along(Candidate from, int place, double step, RandomGenerator random) {
        if (Double.isNaN(from.point()[place])) {
            return from;
        }
        Candidate top = from;
        if (encoding.isChoice(place)) {
            for (int value = 0; value < encoding.levels(place) && step == FIRST_STEP; value++) {
                top = better(top, moved(from.point(), place, value, random));
            }
        } else {
            double value = from.point()[place];
            top = better(top, moved(from.point(), place, value + step, random));
            top = better(top, moved(from.point(), place, value - step, random));
        }
        return top;
    }

    private Candidate better(Candidate top, double[] point) {
        Candidate other = valued(point);
        return other.value() > top.value() ? other : top;
    }

    private double[] moved(double[] point, int place, double value, RandomGenerator random) {
        double[] moved = point.clone();
        moved[place] = value;
        return settle(moved, random);
    }
}
