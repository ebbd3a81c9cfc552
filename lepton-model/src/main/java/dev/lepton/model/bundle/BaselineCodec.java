package dev.lepton.model.bundle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lepton.table.Sketch;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// `baseline.json`: a sketch of each input and output.
final class BaselineCodec {

    static final String FILE = "baseline.json";

    private BaselineCodec() {}

    static byte[] write(Baseline baseline) {
        ObjectNode root = Json.object();
        root.set("inputs", write(baseline.inputs()));
        root.set("outputs", write(baseline.outputs()));
        return Json.bytes(root);
    }

    static Baseline read(Json.Cursor root) {
        return new Baseline(sketches(root.at("inputs")), sketches(root.at("outputs")));
    }

    private static ObjectNode write(SequencedMap<String, Sketch> sketches) {
        ObjectNode node = Json.object();
        sketches.forEach((name, sketch) -> node.set(name, write(sketch)));
        return node;
    }

    private static ObjectNode write(Sketch sketch) {
        ObjectNode node = Json.object();
        node.put("rows", sketch.rows()).put("missing", sketch.missing());
        switch (sketch) {
            case Sketch.Numbers numbers -> {
                node.set("mean", Json.number(numbers.mean()));
                node.set("deviation", Json.number(numbers.deviation()));
                ArrayNode quantiles = node.putArray("quantiles");
                numbers.quantiles().forEach(quantile -> quantiles.add(Json.number(quantile)));
            }
            case Sketch.Levels levels -> {
                node.put("distinct", levels.distinct());
                ObjectNode counts = node.putObject("counts");
                levels.counts().forEach(counts::put);
            }
        }
        return node;
    }

    private static SequencedMap<String, Sketch> sketches(Json.Cursor node) {
        SequencedMap<String, Sketch> sketches = new LinkedHashMap<>();
        node.names().forEach(name -> sketches.put(name, sketch(node.at(name))));
        return sketches;
    }

    private static Sketch sketch(Json.Cursor node) {
        long rows = node.at("rows").whole();
        long missing = node.at("missing").whole();
        if (!node.has("counts")) {
            return new Sketch.Numbers(
                    rows,
                    missing,
                    node.at("quantiles").items(Json.Cursor::number),
                    node.at("mean").number(),
                    node.at("deviation").number());
        }
        SequencedMap<String, Long> counts = new LinkedHashMap<>();
        Json.Cursor levels = node.at("counts");
        levels.names().forEach(level -> counts.put(level, levels.at(level).whole()));
        return new Sketch.Levels(rows, missing, node.at("distinct").smallWhole(), counts);
    }
}
