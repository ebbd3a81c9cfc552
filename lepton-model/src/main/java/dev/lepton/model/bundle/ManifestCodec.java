package dev.lepton.model.bundle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.Graph;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Value;
import dev.lepton.model.Answering;
import dev.lepton.model.Interval;
import dev.lepton.model.Loss;
import dev.lepton.model.Requirement;
import dev.lepton.model.Task;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// `manifest.json`, format version 1.
final class ManifestCodec {

    static final String FILE = "manifest.json";

    private static final String MAGIC = "lepton bundle";
    private static final int FORMAT = 1;

    private ManifestCodec() {}

    static byte[] write(Manifest manifest, Graph graph) {
        ObjectNode root = Json.object();
        root.put("magic", MAGIC).put("format", FORMAT);
        root.put("name", manifest.name()).put("created", manifest.created().toString());
        Contract contract = manifest.contract();
        root.set("task", task(contract.task()));
        root.put("target", contract.target());
        ArrayNode inputs = root.putArray("inputs");
        for (Field field : contract.inputs().fields()) {
            inputs.addObject()
                    .put("name", field.name())
                    .put("kind", field.kind().id());
        }
        root.set("signature", signature(graph));
        ArrayNode requirements = root.putArray("requirements");
        contract.requirements().forEach(requirement -> requirements.add(requirement.id()));
        root.put("tolerance", contract.tolerance());
        root.set("answering", AnsweringCodec.write(contract.answering()));
        ArrayNode scores = root.putArray("scores");
        manifest.scores().forEach(score -> scores.add(score(score)));
        root.set("provenance", RunCodec.write(manifest.provenance()));
        ArrayNode leaderboard = root.putArray("leaderboard");
        manifest.leaderboard().forEach(entry -> leaderboard.add(RunCodec.write(entry)));
        return Json.bytes(root);
    }

    /// Refuses what is no manifest of this or an older format.
    ///
    /// Asked before checksums are, because a newer format may have others.
    static void checkFormat(Json.Cursor root) {
        if (!root.node().isObject() || !MAGIC.equals(root.node().path("magic").textValue())) {
            throw new LeptonException(
                    ErrorCode.INVALID_MODEL, "its manifest.json does not say \"magic\": \"" + MAGIC + "\".");
        }
        long format = root.at("format").whole();
        if (format > FORMAT) {
            throw new LeptonException(
                    ErrorCode.INVALID_MODEL,
                    "it has format " + format + ", but this Lepton reads formats up to " + FORMAT
                            + ". It was made by a newer Lepton: update this one, or write the bundle again there for "
                            + "format " + FORMAT + ".");
        }
        if (format < 1) {
            throw new LeptonException(ErrorCode.INVALID_MODEL, "its format " + format + " never existed.");
        }
    }

    static Manifest read(Json.Cursor root) {
        Contract contract = new Contract(
                task(root.at("task")),
                root.at("target").text(),
                new Schema(root.at("inputs").items(ManifestCodec::field)),
                root.at("requirements").items(item -> item.parsed(Requirement::parse)),
                root.at("tolerance").number(),
                root.has("answering") ? AnsweringCodec.read(root.at("answering")) : Answering.PLAIN);
        return new Manifest(
                root.at("name").text(),
                root.at("created").parsed(Instant::parse),
                contract,
                root.at("scores").items(ManifestCodec::score),
                RunCodec.provenance(root.at("provenance")),
                root.at("leaderboard").items(RunCodec::entry));
    }

    private static ObjectNode task(Task task) {
        ObjectNode node = Json.object();
        switch (task) {
            case Task.Classification classification -> {
                node.put("kind", "classification");
                ArrayNode classes = node.putArray("classes");
                classification.classes().forEach(classes::add);
            }
            case Task.Regression regression ->
                node.put("kind", "regression").put("loss", regression.loss().id());
        }
        return node;
    }

    private static Task task(Json.Cursor node) {
        String kind = node.at("kind").text();
        return switch (kind) {
            case "classification" -> new Task.Classification(node.at("classes").items(Json.Cursor::text));
            case "regression" -> new Task.Regression(node.at("loss").parsed(Loss::parse));
            default -> throw node.at("kind").wrong("is \"" + kind + "\", not classification or regression");
        };
    }

    private static Field field(Json.Cursor node) {
        return new Field(node.at("name").text(), node.at("kind").parsed(ColumnKind::parse));
    }

    /// The graph's own inputs and outputs, for readers of the manifest without an ONNX library.
    static ObjectNode signature(Graph graph) {
        ObjectNode node = Json.object();
        node.set("inputs", values(graph.inputs()));
        node.set("outputs", values(graph.outputs()));
        return node;
    }

    private static ArrayNode values(List<Value> values) {
        ArrayNode list = Json.array();
        for (Value value : values) {
            ObjectNode node = list.addObject();
            node.put("name", value.name()).put("type", value.type().name().toLowerCase(Locale.ROOT));
            ArrayNode shape = node.putArray("shape");
            if (value.shape().isRankKnown()) {
                for (Shape.Axis axis : value.shape().axes()) {
                    if (axis.size() < 0) {
                        shape.add(axis.name().isEmpty() ? "?" : axis.name());
                    } else {
                        shape.add(axis.size());
                    }
                }
            }
        }
        return list;
    }

    private static ObjectNode score(Manifest.Score score) {
        ObjectNode node = Json.object();
        node.put("metric", score.metric()).set("value", Json.number(score.value()));
        node.set("interval", interval(score.interval()));
        return node.put("rows", score.rows().id());
    }

    private static Manifest.Score score(Json.Cursor node) {
        Manifest.Rows rows = node.at("rows").parsed(id -> Manifest.Rows.valueOf(id.toUpperCase(Locale.ROOT)));
        return new Manifest.Score(
                node.at("metric").text(), node.at("value").number(), interval(node.at("interval")), rows);
    }

    static ObjectNode interval(Interval interval) {
        ObjectNode node = Json.object();
        node.set("low", Json.number(interval.low()));
        node.set("high", Json.number(interval.high()));
        return node.put("level", interval.level());
    }

    static Interval interval(Json.Cursor node) {
        return new Interval(
                node.at("low").number(),
                node.at("high").number(),
                node.at("level").number());
    }
}
