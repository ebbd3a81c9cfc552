package dev.lepton.server;

import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Manifest;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.Field;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Sketch;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the page shows of a model beside its schema.
///
/// @param target name of the column that is answered
/// @param score how good the model is, as `auc 0.825 (0.811 – 0.837)`, or the empty string
/// @param offers by column, what its cells usually hold; a column may be absent
/// @param example values by column that the form starts with; a column may be absent
public record Form(String target, String score, Map<String, Offer> offers, Map<String, Object> example) {

    /// What the cells of a column held in training.
    public sealed interface Offer {

        /// @param levels the most frequent first
        /// @param complete whether no other level occurred
        record Levels(List<String> levels, boolean complete) implements Offer {
            public Levels {
                levels = List.copyOf(levels);
            }
        }

        /// Numbers, or moments as ISO 8601 in UTC.
        ///
        /// @param typical the median
        record Range(String low, String typical, String high) implements Offer {}
    }

    public Form {
        offers = Map.copyOf(offers);
        example = Collections.unmodifiableMap(new LinkedHashMap<>(example));
    }

    /// A form that offers nothing and starts empty.
    public static Form bare(String target) {
        return new Form(target, "", Map.of(), Map.of());
    }

    /// What a bundle tells of its training data; the example is a golden row.
    public static Form of(Bundle bundle) {
        Map<String, Offer> offers = new LinkedHashMap<>();
        for (Field field : bundle.manifest().inputs().fields()) {
            switch (bundle.baseline().inputs().get(field.name())) {
                case null -> {}
                case Sketch.Levels levels -> offers.put(field.name(), levels(levels));
                case Sketch.Numbers numbers -> {
                    if (!numbers.quantiles().isEmpty()
                            && field.kind() != ColumnKind.TEXT
                            && field.kind() != ColumnKind.ENCODED) {
                        offers.put(field.name(), range(numbers.quantiles(), field.kind()));
                    }
                }
            }
        }
        Manifest manifest = bundle.manifest();
        String score = manifest.scores().isEmpty() ? "" : text(manifest.scores().getFirst());
        return new Form(
                manifest.contract().target(),
                score,
                offers,
                example(bundle.golden().rows()));
    }

    private static Offer levels(Sketch.Levels levels) {
        return new Offer.Levels(
                List.copyOf(levels.counts().keySet()),
                levels.distinct() == levels.counts().size());
    }

    private static Offer range(List<Double> quantiles, ColumnKind kind) {
        return new Offer.Range(
                end(quantiles.getFirst(), kind),
                end(quantiles.get(quantiles.size() / 2), kind),
                end(quantiles.getLast(), kind));
    }

    private static String end(double number, ColumnKind kind) {
        return kind == ColumnKind.TIMESTAMP
                ? TimestampColumn.of(Math.round(number)).text(0)
                : plain(number).toString();
    }

    private static String text(Manifest.Score score) {
        String value = String.format(Locale.ROOT, "%s %.4g", score.metric(), score.value());
        return score.interval().isKnown()
                ? value
                        + String.format(
                                Locale.ROOT,
                                " (%.4g – %.4g)",
                                score.interval().low(),
                                score.interval().high())
                : value;
    }

    /// The row of fewest missing cells, without these.
    private static Map<String, Object> example(Table rows) {
        Map<String, Object> best = Map.of();
        for (int row = 0; row < rows.rows(); row++) {
            Map<String, Object> cells = new LinkedHashMap<>();
            for (Field field : rows.schema().fields()) {
                Column column = rows.column(field.name());
                if (!column.isMissing(row) && isFinite(column, row)) {
                    cells.put(field.name(), value(column, row));
                }
            }
            best = cells.size() > best.size() ? cells : best;
        }
        return best;
    }

    /// JSON has no infinity.
    private static boolean isFinite(Column column, int row) {
        return !(column instanceof NumberColumn number) || Double.isFinite(number.get(row));
    }

    /// A whole number without its `.0`, as a person would write it.
    private static Object plain(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
        return whole ? (Object) (long) number : (Object) number;
    }

    private static Object value(Column column, int row) {
        return switch (column) {
            case NumberColumn number when number.isExact() -> (Object) number.exact(row);
            case NumberColumn number -> plain(number.get(row));
            case FlagColumn flag -> flag.get(row) == 1;
            case CategoryColumn category -> category.text(row);
            case TextColumn text -> text.text(row);
            case EncodedColumn file -> Base64.getEncoder().encodeToString(file.get(row));
            case TimestampColumn moment -> moment.text(row);
        };
    }
}
