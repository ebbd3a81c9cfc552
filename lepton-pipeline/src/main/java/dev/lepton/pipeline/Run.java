package dev.lepton.pipeline;

import dev.lepton.automl.Part;
import dev.lepton.model.Frontier;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Manifest;
import java.util.List;
import java.util.Map;

/// What came of a plan.
///
/// @param bundle the model, not yet written anywhere; its provenance holds the plan as it was carried out,
///     which names the candidates and folds, so that it gives the same model again without looking at the
///     clock
/// @param leaderboard what was tried, the best first
/// @param frontier names of those models that no other beats in score, latency and size
/// @param model name of the bundle's model on the leaderboard
/// @param parts of the candidates whose mean the search chose, by name; shares sum to one
/// @param notes what a person should know, a sentence each
public record Run(
        Bundle bundle,
        List<Manifest.Entry> leaderboard,
        Frontier<String> frontier,
        String model,
        Map<String, Part> parts,
        List<String> notes) {

    public Run {
        leaderboard = List.copyOf(leaderboard);
        parts = Map.copyOf(parts);
        notes = List.copyOf(notes);
    }
}
