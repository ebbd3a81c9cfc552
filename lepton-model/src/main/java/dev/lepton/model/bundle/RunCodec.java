package dev.lepton.model.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lepton.base.Bytes;
import dev.lepton.base.ErrorCode;
import dev.lepton.model.Measurement;
import dev.lepton.model.Settings;
import dev.lepton.model.Trial;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The parts of `manifest.json` that tell of the run: provenance and leaderboard. Times are in seconds.
final class RunCodec {

    private RunCodec() {}

    static ObjectNode write(Provenance provenance) {
        ObjectNode node = Json.object();
        provenance
                .data()
                .ifPresent(data -> node.putObject("data")
                        .put("source", data.source())
                        .put("sha256", data.sha256())
                        .put("rows", data.rows())
                        .put("columns", data.columns()));
        node.put("lepton", provenance.lepton());
        node.put("plan", provenance.plan());
        node.put("seed", provenance.seed());
        provenance.engines().forEach(node.putObject("engines")::put);
        provenance.machine().forEach(node.putObject("machine")::put);
        ObjectNode durations = node.putObject("durations");
        provenance.durations().forEach((stage, time) -> durations.put(stage, seconds(time)));
        return node;
    }

    static Provenance provenance(Json.Cursor node) {
        Optional<Provenance.Data> data = node.has("data") ? Optional.of(data(node.at("data"))) : Optional.empty();
        Map<String, Duration> durations = new LinkedHashMap<>();
        Json.Cursor stages = node.at("durations");
        stages.names().forEach(stage -> durations.put(stage, duration(stages.at(stage))));
        return new Provenance(
                data,
                node.at("lepton").text(),
                node.at("plan").text(),
                node.at("seed").whole(),
                texts(node.at("engines")),
                texts(node.at("machine")),
                new LinkedHashMap<>(durations));
    }

    private static Provenance.Data data(Json.Cursor node) {
        return new Provenance.Data(
                node.at("source").text(),
                node.at("sha256").text(),
                node.at("rows").whole(),
                node.at("columns").smallWhole());
    }

    private static TreeMap<String, String> texts(Json.Cursor node) {
        TreeMap<String, String> texts = new TreeMap<>();
        node.names().forEach(name -> texts.put(name, node.at(name).text()));
        return texts;
    }

    static ObjectNode write(Manifest.Entry entry) {
        Trial trial = entry.trial();
        ObjectNode node = Json.object();
        node.put("number", trial.number()).put("name", trial.name()).put("learner", trial.learner());
        node.set("settings", Json.parsed(trial.settings().toJson()));
        node.put("seconds", seconds(trial.outcome().time()));
        switch (trial.outcome()) {
            case Trial.Scored scored -> {
                node.put("status", "scored").set("score", Json.number(scored.score()));
                node.set("interval", ManifestCodec.interval(scored.interval()));
            }
            case Trial.Failed failed ->
                node.put("status", "failed").put("code", failed.code().name()).put("reason", failed.reason());
        }
        entry.measurement().ifPresent(measurement -> node.set("measurement", write(measurement)));
        return node;
    }

    static Manifest.Entry entry(Json.Cursor node) {
        Trial trial = new Trial(
                node.at("number").smallWhole(),
                node.at("name").text(),
                node.at("learner").text(),
                Settings.parse(node.at("settings").node().toString()),
                outcome(node));
        return new Manifest.Entry(
                trial, node.has("measurement") ? Optional.of(measurement(node.at("measurement"))) : Optional.empty());
    }

    private static Trial.Outcome outcome(Json.Cursor node) {
        Duration time = duration(node.at("seconds"));
        String status = node.at("status").text();
        return switch (status) {
            case "scored" ->
                new Trial.Scored(node.at("score").number(), ManifestCodec.interval(node.at("interval")), time);
            case "failed" ->
                new Trial.Failed(
                        node.at("code").parsed(ErrorCode::valueOf),
                        node.at("reason").text(),
                        time);
            default -> throw node.at("status").wrong("is \"" + status + "\", not scored or failed");
        };
    }

    private static ObjectNode write(Measurement measurement) {
        ObjectNode node = Json.object();
        node.set("score", Json.number(measurement.score()));
        node.set("interval", ManifestCodec.interval(measurement.interval()));
        node.put("p50_seconds", seconds(measurement.p50()));
        node.put("p99_seconds", seconds(measurement.p99()));
        node.set("rows_per_second", Json.number(measurement.rowsPerSecond()));
        return node.put("bytes", measurement.size().count());
    }

    private static Measurement measurement(Json.Cursor node) {
        return new Measurement(
                node.at("score").number(),
                ManifestCodec.interval(node.at("interval")),
                duration(node.at("p50_seconds")),
                duration(node.at("p99_seconds")),
                node.at("rows_per_second").number(),
                new Bytes(node.at("bytes").whole()));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static Duration duration(Json.Cursor node) {
        return Duration.ofNanos(Math.round(node.number() * 1e9));
    }
}
