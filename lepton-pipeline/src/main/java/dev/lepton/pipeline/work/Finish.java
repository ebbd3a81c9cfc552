package dev.lepton.pipeline.work;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// How a run ended, as its journal keeps it.
///
/// @param score validation score of the model
/// @param model its name on the leaderboard
/// @param shares of the candidates whose mean the search chose, by name, summing to one
/// @param wall time from start to model
/// @param cpu time of all processors, over the run and its workers
/// @param cost of the machine in that time; empty where its price is not known
public record Finish(
        double score, String model, Map<String, Double> shares, Duration wall, Duration cpu, Optional<Double> cost) {

    public Finish {
        shares = Map.copyOf(shares);
    }
}
