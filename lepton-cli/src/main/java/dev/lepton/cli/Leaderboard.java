package dev.lepton.cli;

import dev.lepton.base.Bytes;
import dev.lepton.base.Durations;
import dev.lepton.model.Measurement;
import dev.lepton.model.Metric;
import dev.lepton.model.Trial;
import dev.lepton.model.bundle.Manifest;
import dev.lepton.pipeline.work.Cost;
import dev.lepton.pipeline.work.Tried;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What was tried, the best first, as lines of equal keys.
final class Leaderboard {

    private Leaderboard() {}

    static List<Map<String, @Nullable Object>> lines(List<Manifest.Entry> entries) {
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        for (Manifest.Entry entry : entries) {
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            line.put("name", entry.trial().name());
            Optional<Trial.Scored> scored = scored(entry.trial());
            line.put("score", scored.map(Trial.Scored::score).map(Json::number).orElse(null));
            line.put(
                    "low",
                    scored.map(found -> Json.number(found.interval().low())).orElse(null));
            line.put(
                    "high",
                    scored.map(found -> Json.number(found.interval().high())).orElse(null));
            line.put("fit", Durations.format(entry.trial().outcome().time()));
            line.put(
                    "p50",
                    entry.measurement()
                            .map(Measurement::p50)
                            .map(Durations::format)
                            .orElse(null));
            line.put(
                    "p99",
                    entry.measurement()
                            .map(Measurement::p99)
                            .map(Durations::format)
                            .orElse(null));
            line.put(
                    "size",
                    entry.measurement()
                            .map(Measurement::size)
                            .map(Bytes::toString)
                            .orElse(null));
            line.put("failure", entry.trial().outcome() instanceof Trial.Failed failed ? failed.reason() : null);
            lines.add(line);
        }
        return lines;
    }

    /// The lines of a finished run, with what each trial cost as far as its folder knows.
    static List<Map<String, @Nullable Object>> lines(List<Manifest.Entry> entries, List<Tried> trials) {
        List<Map<String, @Nullable Object>> lines = lines(entries);
        for (Map<String, @Nullable Object> line : lines) {
            Object failure = line.remove("failure");
            Optional<Tried> tried = trials.stream()
                    .filter(trial -> trial.name().equals(line.get("name")))
                    .findFirst();
            cost(line, tried);
            line.put("failure", failure);
        }
        return lines;
    }

    /// What a run that goes on, or was interrupted, has tried: the best first, failures last.
    static List<Map<String, @Nullable Object>> lines(List<Tried> trials, Metric metric) {
        return trials.stream()
                .sorted((one, other) -> compare(one, other, metric))
                .map(Leaderboard::line)
                .toList();
    }

    private static int compare(Tried one, Tried other, Metric metric) {
        double first = one.score().orElse(Double.NaN);
        double second = other.score().orElse(Double.NaN);
        return metric.isBetter(first, second) ? -1 : metric.isBetter(second, first) ? 1 : 0;
    }

    private static Map<String, @Nullable Object> line(Tried tried) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("name", tried.name());
        line.put("score", Json.number(tried.score().orElse(Double.NaN)));
        line.put("fit", Durations.format(tried.fit()));
        cost(line, Optional.of(tried));
        line.put("failure", tried.failure().orElse(null));
        return line;
    }

    private static void cost(Map<String, @Nullable Object> line, Optional<Tried> tried) {
        Optional<Cost> cost = tried.filter(trial -> !trial.fit().isZero()).map(Tried::cost);
        line.put("folds", tried.map(Tried::folds).orElse(null));
        OptionalInt sampled = tried.map(Tried::sampled).orElseGet(OptionalInt::empty);
        line.put("sampled_rows", sampled.isPresent() ? sampled.getAsInt() : null);
        line.put("cpu_seconds", cost.map(spent -> spent.cpu().toMillis() / 1e3).orElse(null));
        line.put("peak_memory", cost.flatMap(Cost::peak).orElse(null));
    }

    private static Optional<Trial.Scored> scored(Trial trial) {
        return trial.outcome() instanceof Trial.Scored scored ? Optional.of(scored) : Optional.empty();
    }
}
