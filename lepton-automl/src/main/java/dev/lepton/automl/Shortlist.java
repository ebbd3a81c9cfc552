package dev.lepton.automl;

import dev.lepton.model.Metric;
import java.util.ArrayList;
import java.util.List;

/// Contenders that are worth serving alone.
public final class Shortlist {

    /// How many of them a search keeps time for.
    static final int EXPECTED = 3;

    private Shortlist() {}

    /// The best, then each whose graphs take fewer bytes than those of all that score better: the bytes of
    /// graphs tell beforehand, roughly, which model will be small and fast. What is nearer to the baseline
    /// than to the best is left out.
    ///
    /// @param ranking contenders, the best score first
    /// @return the best score first
    public static List<Contender> of(List<Contender> ranking, Metric metric) {
        double least = leastUsefulScore(ranking);
        List<Contender> worthy = new ArrayList<>();
        long smallest = Long.MAX_VALUE;
        for (Contender contender : ranking) {
            boolean isUseful = contender.hasModels() && !metric.isBetter(least, contender.score());
            if (isUseful && contender.bytes() < smallest) {
                worthy.add(contender);
                smallest = contender.bytes();
            }
        }
        return worthy;
    }

    /// Half way from the baseline to the best: what is worse could only help an ensemble by fitting noise,
    /// and a metric of ranks does not even notice how much of a constant is mixed in.
    static double leastUsefulScore(List<Contender> ranking) {
        return ranking.stream()
                .filter(contender -> contender.number() == 1)
                .findFirst()
                .map(baseline -> (baseline.score() + ranking.getFirst().score()) / 2)
                .orElse(Double.NaN);
    }
}
