package dev.lepton.data.profile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lepton.data.profile.ColumnProfile.Levels;
import dev.lepton.data.profile.ColumnProfile.Numbers;
import dev.lepton.data.profile.ColumnProfile.Texts;

/// A profile as one JSON object.
public final class ProfileJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProfileJson() {}

    public static String of(Profile profile) {
        ObjectNode root = JSON.createObjectNode();
        root.put("rows", profile.rows());
        root.put("bytes", profile.bytes());
        root.put("duplicates", profile.duplicates());
        profile.target().ifPresent(target -> root.put("target", target));
        ArrayNode columns = root.putArray("columns");
        profile.columns().forEach(column -> write(columns.addObject(), column));
        ArrayNode findings = root.putArray("findings");
        profile.findings()
                .forEach(finding -> findings.addObject()
                        .put("severity", finding.severity().label())
                        .put("check", finding.check())
                        .put("where", finding.where())
                        .put("message", finding.message()));
        ArrayNode suspects = root.putArray("leakageSuspects");
        profile.suspects()
                .forEach(suspect ->
                        suspects.addObject().put("column", suspect.column()).put("strength", suspect.strength()));
        ArrayNode pairs = root.putArray("correlatedPairs");
        profile.pairs()
                .forEach(pair -> pairs.addObject()
                        .put("left", pair.left())
                        .put("right", pair.right())
                        .put("pearson", pair.pearson())
                        .put("spearman", pair.spearman()));
        ArrayNode notes = root.putArray("notes");
        profile.notes().forEach(notes::add);
        return root.toPrettyString();
    }

    private static void write(ObjectNode node, ColumnProfile column) {
        node.put("name", column.name());
        node.put("kind", column.kind().id());
        node.put("missing", column.missing());
        node.put("distinct", column.distinct());
        node.put("distinctIsExact", column.distinctIsExact());
        ArrayNode traits = node.putArray("traits");
        column.traits().stream().map(Trait::label).sorted().forEach(traits::add);
        switch (column.summary()) {
            case Numbers numbers -> write(node, numbers);
            case Texts texts -> write(node.putObject("length"), texts.length());
            case Levels levels -> {
                ArrayNode top = node.putArray("top");
                levels.top()
                        .forEach(level ->
                                top.addObject().put("level", level.name()).put("count", level.count()));
                node.put("rareLevels", levels.rare());
            }
        }
    }

    private static void write(ObjectNode node, Numbers numbers) {
        if (numbers.quantiles().isEmpty()) {
            return;
        }
        node.put("mean", numbers.mean());
        node.put("deviation", numbers.deviation());
        ObjectNode quantiles = node.putObject("quantiles");
        for (int i = 0; i < Numbers.SHARES.size(); i++) {
            quantiles.put(
                    Double.toString(Numbers.SHARES.get(i)), numbers.quantiles().get(i));
        }
        Histogram histogram = numbers.histogram().getFirst();
        ObjectNode bars = node.putObject("histogram");
        bars.put("low", histogram.low());
        bars.put("high", histogram.high());
        ArrayNode counts = bars.putArray("counts");
        histogram.counts().forEach(counts::add);
    }
}
