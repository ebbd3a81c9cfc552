package dev.lepton.pipeline.work;

import dev.lepton.automl.Part;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// How a run ended, as its journal keeps it.
///
/// @param score validation score of the model
/// @param model its name on the leaderboard
/// @param parts of the candidates whose mean the search chose, by name; shares sum to one
/// @param wall time from start to model
/// @param cpu time of all processors, over the run and its workers
/// @param cost of the machine in that time; empty where its price is not known
public record Finish(
        double score, String model, Map<String, Part> parts, Duration wall, Duration cpu, Optional<Double> cost) {

    public Finish {
        parts = Map.copyOf(parts);
    }
}
