package dev.lepton.pipeline.work;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lepton.base.LeptonException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a journal tells of one candidate, entry by entry; later entries of a fold replace earlier ones. Not
/// thread-safe.
final class Trail {

    private final Map<Integer, JsonNode> fits = new TreeMap<>(); // entries, by fold
    private final List<JsonNode> below = new ArrayList<>(); // entries of fits at less than full fidelity
    private final Map<Integer, String> failures = new TreeMap<>(); // reasons, by fold
    private Optional<JsonNode> task = Optional.empty();
    private Optional<JsonNode> end = Optional.empty();

    void fitted(JsonNode entry) {
        int fold = fold(entry);
        if (FitTask.fidelity(entry.path("task")) < 1) {
            below.add(entry);
        } else {
            fits.put(fold, entry);
        }
        failures.remove(fold);
    }

    void failed(JsonNode entry) {
        failures.put(fold(entry), entry.path("reason").asText());
    }

    void ended(JsonNode entry) {
        end = Optional.of(entry);
    }

    /// The fold of an entry; a name that stands for other settings now begins anew.
    private int fold(JsonNode entry) {
        JsonNode told = entry.path("task");
        if (task.isPresent() && !task.get().path("settings").equals(told.path("settings"))) {
            fits.clear();
            below.clear();
            failures.clear();
            end = Optional.empty();
        }
        task = Optional.of(told);
        return told.path("fold").asInt();
    }

    /// @param files folder of all fits
    Tried told(String name, Path files) {
        OptionalDouble score = end.map(trial -> trial.path("score"))
                .filter(JsonNode::isNumber)
                .map(number -> OptionalDouble.of(number.doubleValue()))
                .orElseGet(OptionalDouble::empty);
        Duration wall = Duration.ZERO;
        Cost cost = Cost.NOTHING;
        for (JsonNode entry :
                Stream.concat(below.stream(), fits.values().stream()).toList()) {
            wall = wall.plusNanos(entry.path("nanos").longValue());
            cost = cost.and(cost(files.resolve(entry.path("key").asText())));
        }
        return new Tried(
                name,
                task.map(told -> told.path("learner").asText()).orElse(""),
                score,
                score.isPresent() ? Optional.empty() : Optional.of(failure()),
                fits.size(),
                sampled(),
                wall,
                cost);
    }

    private OptionalInt sampled() {
        return fits.values().stream()
                .flatMapToInt(entry -> FitTask.rows(entry.path("task")).stream())
                .min();
    }

    /// A fit whose files are damaged is made again by whoever goes on; here it costs nothing.
    private static Cost cost(Path files) {
        try {
            return FitFiles.cost(files);
        } catch (LeptonException e) {
            return Cost.NOTHING;
        }
    }

    private String failure() {
        return failures.values().stream().findFirst().orElseGet(this::unfinished);
    }

    private String unfinished() {
        if (end.isPresent()) {
            return "It gave no model.";
        }
        return fits.isEmpty() && !below.isEmpty()
                ? "It was fitted with a part of its rounds or rows, and not whole so far."
                : "It is not finished: it has the models of " + fits.size() + " folds.";
    }
}
