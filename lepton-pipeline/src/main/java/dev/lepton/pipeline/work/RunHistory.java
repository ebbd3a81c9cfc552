package dev.lepton.pipeline.work;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lepton.automl.Part;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the files of a run's folder tell of it, also while it goes on in another process.
public final class RunHistory {

    /// How a run stands.
    public enum State {
        FINISHED,
        /// It was ended before it had its model, and can go on.
        INTERRUPTED,
        /// Some process works on it.
        RUNNING;

        /// As people and machines read it.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Path root;
    private final boolean running;
    private final List<JsonNode> entries;

    private RunHistory(Path root, boolean running, List<JsonNode> entries) {
        this.root = root;
        this.running = running;
        this.entries = List.copyOf(entries);
    }

    /// Whether a run began in a folder.
    public static boolean isRun(Path folder) {
        return Files.exists(folder.resolve(RunFolder.JOURNAL)) && Files.exists(folder.resolve(RunFolder.PLAN));
    }

    /// @throws LeptonException NOT_FOUND where the folder holds no run, INVALID_DATA where its journal is damaged
    public static RunHistory read(Path folder) {
        if (!isRun(folder)) {
            throw new LeptonException(
                    ErrorCode.NOT_FOUND,
                    "\"" + folder + "\" holds no run; name a folder that lepton train --run filled.");
        }
        boolean running = RunLock.isHeld(folder.resolve(RunFolder.LOCK));
        return new RunHistory(folder, running, Journal.read(folder.resolve(RunFolder.JOURNAL)));
    }

    public State state() {
        if (running) {
            return State.RUNNING;
        }
        return finish().isPresent() ? State.FINISHED : State.INTERRUPTED;
    }

    public Path plan() {
        return root.resolve(RunFolder.PLAN);
    }

    /// Where the model is; there is one from the first time that the run was finished.
    public Path bundle() {
        return root.resolve(RunFolder.BUNDLE);
    }

    /// Id of the metric that candidates are ranked by.
    public String metric() {
        Path about = root.resolve(RunFolder.MATERIAL).resolve(Material.ABOUT);
        return Json.at(Json.read(about), "metric", about).asText();
    }

    /// How the run ended, where it did since it was last begun.
    public Optional<Finish> finish() {
        for (JsonNode entry : entries.reversed()) {
            switch (entry.path("is").asText()) {
                case RunFolder.FINISHED -> {
                    return Optional.of(finish(entry));
                }
                case RunFolder.BEGUN -> {
                    return Optional.empty();
                }
                default -> {} // what happened in between
            }
        }
        return Optional.empty();
    }

    private static Finish finish(JsonNode entry) {
        JsonNode models = entry.path("models");
        Map<String, Part> parts = new LinkedHashMap<>();
        entry.path("shares")
                .properties()
                .forEach(share -> parts.put(
                        share.getKey(),
                        new Part(
                                share.getValue().doubleValue(),
                                models.path(share.getKey()).asInt(Integer.MAX_VALUE))));
        return new Finish(
                entry.path("score").doubleValue(),
                entry.path("model").asText(),
                parts,
                Duration.ofNanos(entry.path("nanos").longValue()),
                Duration.ofNanos(entry.path("cpu_nanos").longValue()),
                Optional.of(entry.path("cost")).filter(JsonNode::isNumber).map(JsonNode::doubleValue));
    }

    /// Wall time of all the processes that worked on the run one after the other, each until the last thing
    /// that it wrote down.
    public Duration wall() {
        Duration wall = Duration.ZERO;
        Optional<Instant> since = Optional.empty();
        Optional<Instant> last = Optional.empty();
        for (JsonNode entry : entries) {
            if (entry.path("is").asText().equals(RunFolder.BEGUN)) {
                wall = wall.plus(between(since, last));
                since = moment(entry.path("since"));
            }
            last = moment(entry.path("at"));
        }
        return wall.plus(between(since, last));
    }

    private static Duration between(Optional<Instant> since, Optional<Instant> last) {
        return since.isEmpty() || last.isEmpty() ? Duration.ZERO : Duration.between(since.get(), last.get());
    }

    private static Optional<Instant> moment(JsonNode text) {
        try {
            return Optional.of(Instant.parse(text.asText()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// Every candidate of which something is known, in the order in which they were first heard of.
    public List<Tried> trials() {
        Map<String, Trail> trails = new LinkedHashMap<>();
        for (JsonNode entry : entries) {
            switch (entry.path("is").asText()) {
                case RunFolder.FITTED, RunFolder.CUT ->
                    trail(trails, entry.path("task")).fitted(entry);
                case RunFolder.FAILED -> trail(trails, entry.path("task")).failed(entry);
                case RunFolder.TRIAL -> trail(trails, entry).ended(entry);
                default -> {} // no trial
            }
        }
        List<Tried> tried = new ArrayList<>();
        trails.forEach((name, trail) -> tried.add(trail.told(name, root.resolve(RunFolder.FITS))));
        return tried;
    }

    private static Trail trail(Map<String, Trail> trails, JsonNode named) {
        return trails.computeIfAbsent(named.path("name").asText(), unused -> new Trail());
    }
}
