package dev.lepton.pipeline.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lepton.automl.Candidate;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.model.Learner;
import dev.lepton.model.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.function.Function;

/// One candidate to be fitted on one fold.
///
/// @param rows of the fold that are learnt from at most, drawn at random where there are more; empty for all
/// @param threads that the fit may use; answers do not depend on it
record FitTask(Candidate candidate, int fold, Seed seed, OptionalInt rows, int threads) {

    private static final int KEY_BYTES = 12;
    private static final String FIDELITY = "fidelity";

    /// A name for everything that the answers depend on, beside the material: letters and digits.
    String key() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Json.line(description()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, KEY_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "Every Java platform has SHA-256, but this one does not.", e);
        }
    }

    /// The task without its threads.
    ObjectNode description() {
        ObjectNode node = Json.object();
        node.put("name", candidate.name()).put("learner", candidate.learner().id());
        node.set("settings", parsed(candidate.learner().settings()));
        node.put("fold", fold).put("seed", seed.value());
        rows.ifPresent(most -> node.put("rows", most));
        return candidate.isWhole() ? node : node.put(FIDELITY, candidate.fidelity());
    }

    private static JsonNode parsed(Settings settings) {
        try {
            return Json.parsed(settings.toJson());
        } catch (JsonProcessingException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "Settings are no JSON: " + settings, e);
        }
    }

    FitTask withRows(int most) {
        return new FitTask(candidate, fold, seed, OptionalInt.of(most), threads);
    }

    ObjectNode toJson() {
        return description().put("threads", threads);
    }

    /// @param learners gives each learner by its id
    static FitTask of(JsonNode node, Function<String, Learner> learners) {
        return new FitTask(
                candidate(node, learners),
                Json.at(node, "fold", "task").intValue(),
                new Seed(Json.at(node, "seed", "task").longValue()),
                rows(node),
                Json.at(node, "threads", "task").intValue());
    }

    /// The rows that a task learns from at most; empty for all.
    static OptionalInt rows(JsonNode node) {
        return node.has("rows") ? OptionalInt.of(node.get("rows").intValue()) : OptionalInt.empty();
    }

    /// The candidate of a task.
    ///
    /// @param learners gives each learner by its id
    static Candidate candidate(JsonNode node, Function<String, Learner> learners) {
        Learner learner = learners.apply(Json.at(node, "learner", "task").textValue())
                .with(Settings.parse(Json.at(node, "settings", "task").toString()));
        return new Candidate(Json.at(node, "name", "task").textValue(), learner, fidelity(node));
    }

    /// The fidelity of a task, which is left out where it is full.
    static double fidelity(JsonNode node) {
        return node.path(FIDELITY).asDouble(1);
    }
}
