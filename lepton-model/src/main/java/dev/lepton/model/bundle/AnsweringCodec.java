package dev.lepton.model.bundle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lepton.model.Answering;
import dev.lepton.model.Decision;
import dev.lepton.model.Nonconformity;
import dev.lepton.model.Settings;
import java.util.Locale;
import java.util.Optional;

/// The part of `manifest.json` that tells how answers are to be read.
final class AnsweringCodec {

    private AnsweringCodec() {}

    static ObjectNode write(Answering answering) {
        ObjectNode node = Json.object();
        node.put("calibration", answering.calibration());
        node.set("decision", Json.parsed(answering.decision().state().toJson()));
        answering.nonconformity().ifPresent(known -> node.set("nonconformity", write(known)));
        return node;
    }

    private static ObjectNode write(Nonconformity known) {
        ObjectNode node = Json.object();
        node.put("kind", known.kind().id()).put("rows", known.rows());
        ArrayNode ranks = node.putArray("ranks");
        known.ranks().forEach(ranks::add);
        ArrayNode scores = node.putArray("scores");
        known.scores().forEach(score -> scores.add(Json.number(score)));
        return node;
    }

    static Answering read(Json.Cursor node) {
        return new Answering(
                node.at("calibration").text(),
                node.at("decision").parsedJson(text -> Decision.parse(Settings.parse(text))),
                node.has("nonconformity") ? Optional.of(nonconformity(node.at("nonconformity"))) : Optional.empty());
    }

    private static Nonconformity nonconformity(Json.Cursor node) {
        return new Nonconformity(
                node.at("kind").parsed(id -> Nonconformity.Kind.valueOf(id.toUpperCase(Locale.ROOT))),
                node.at("rows").smallWhole(),
                node.at("ranks").items(Json.Cursor::smallWhole),
                node.at("scores").items(Json.Cursor::number));
    }
}
