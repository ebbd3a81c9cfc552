package dev.lepton.cli;

import dev.lepton.base.Bytes;
import dev.lepton.base.Durations;
import dev.lepton.model.Measurement;
import dev.lepton.model.Trial;
import dev.lepton.model.bundle.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static Optional<Trial.Scored> scored(Trial trial) {
        return trial.outcome() instanceof Trial.Scored scored ? Optional.of(scored) : Optional.empty();
    }
}
