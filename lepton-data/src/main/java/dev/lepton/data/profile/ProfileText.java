package dev.lepton.data.profile;

import dev.lepton.base.Bytes;
import dev.lepton.data.check.Finding;
import dev.lepton.data.profile.ColumnProfile.Levels;
import dev.lepton.data.profile.ColumnProfile.Numbers;
import dev.lepton.data.profile.ColumnProfile.Texts;
import dev.lepton.table.ColumnKind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A profile as lines for a terminal of 120 columns, without colours.
public final class ProfileText {

    private static final int WIDTH = 98;
    private static final int NAME = 24;

    private ProfileText() {}

    public static String of(Profile profile) {
        StringBuilder text = new StringBuilder();
        text.append(Shown.count(profile.rows())).append(" rows, ");
        text.append(Shown.count(profile.columns().size())).append(" columns, ");
        text.append(new Bytes(profile.bytes())).append(" in memory, ");
        text.append(Shown.count(profile.duplicates())).append(" duplicate rows\n\n");
        text.append(String.format(
                Locale.ROOT, "%-" + NAME + "s %-9s %9s %11s  %s%n", "column", "kind", "missing", "distinct", "cells"));
        for (ColumnProfile column : profile.columns()) {
            text.append(line(profile, column));
        }
        section(text, "Not useful for learning", oddities(profile));
        profile.target().ifPresent(target -> section(text, "Target " + target, balance(profile, target)));
        section(text, "Findings", profile.findings().stream().map(Finding::line).toList());
        section(
                text,
                "Leakage suspects",
                profile.suspects().stream()
                        .map(suspect -> String.format(
                                Locale.ROOT,
                                "%s predicts the target by itself (%.4f)",
                                suspect.column(),
                                suspect.strength()))
                        .toList());
        section(
                text,
                "Correlated pairs",
                profile.pairs().stream()
                        .map(pair -> String.format(
                                Locale.ROOT,
                                "%s, %s: Pearson %.3f, Spearman %.3f",
                                pair.left(),
                                pair.right(),
                                pair.pearson(),
                                pair.spearman()))
                        .toList());
        section(
                text,
                "Notes",
                profile.notes().stream().map(ProfileText::wrapped).toList());
        return text.toString();
    }

    private static void section(StringBuilder text, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append('\n').append(title).append('\n');
            lines.forEach(line -> text.append("  ").append(line).append('\n'));
        }
    }

    /// Lines of at most [#WIDTH] characters, where words allow it.
    private static String wrapped(String sentence) {
        StringBuilder lines = new StringBuilder();
        int column = 0;
        for (String word : sentence.split(" ")) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                lines.append("\n  ");
                column = 0;
            }
            lines.append(column > 0 ? " " : "").append(word);
            column += (column > 0 ? 1 : 0) + word.length();
        }
        return lines.toString();
    }

    private static String line(Profile profile, ColumnProfile column) {
        String distinct = (column.distinctIsExact() ? "" : "> ") + Shown.count(column.distinct());
        return String.format(
                Locale.ROOT,
                "%-" + NAME + "s %-9s %9s %11s  %s%n",
                Shown.fitted(column.name(), NAME),
                column.kind().id(),
                Shown.percent(column.missing(), profile.rows()),
                distinct,
                cells(column));
    }

    private static String cells(ColumnProfile column) {
        return switch (column.summary()) {
            case Numbers numbers -> range(numbers, column.kind());
            case Texts texts -> range(texts.length(), ColumnKind.TEXT) + " bytes";
            case Levels levels -> top(levels);
        };
    }

    private static String range(Numbers numbers, ColumnKind kind) {
        if (numbers.quantiles().isEmpty()) {
            return "";
        }
        return "▕" + numbers.histogram().getFirst().blocks() + "▏ " + shown(numbers, 0, kind) + " | "
                + shown(numbers, 4, kind) + " | " + shown(numbers, 8, kind);
    }

    private static String shown(Numbers numbers, int quantile, ColumnKind kind) {
        double value = numbers.quantiles().get(quantile);
        return kind == ColumnKind.TIMESTAMP ? Shown.moment(value) : Shown.number(value);
    }

    private static String top(Levels levels) {
        String top = levels.top().stream()
                .limit(3)
                .map(level -> Shown.fitted(level.name(), 16) + " " + Shown.count(level.count()))
                .collect(Collectors.joining(", "));
        return top + (levels.rare() > 0 ? " (" + Shown.count(levels.rare()) + " rare)" : "");
    }

    private static List<String> oddities(Profile profile) {
        return profile.columns().stream()
                .filter(column -> !column.traits().isEmpty())
                .map(column -> column.name() + ": "
                        + column.traits().stream().map(Trait::label).sorted().collect(Collectors.joining(", ")))
                .toList();
    }

    private static List<String> balance(Profile profile, String target) {
        ColumnProfile column = profile.column(target);
        return switch (column.summary()) {
            case Levels levels ->
                levels.top().stream()
                        .map(level -> String.format(
                                Locale.ROOT,
                                "%-24s %9s  %s",
                                Shown.fitted(level.name(), 24),
                                Shown.percent(level.count(), profile.rows() - column.missing()),
                                Shown.count(level.count())))
                        .toList();
            case Numbers numbers ->
                numbers.quantiles().isEmpty()
                        ? List.of()
                        : List.of(String.format(
                                Locale.ROOT,
                                "mean %s, standard deviation %s, median %s",
                                Shown.number(numbers.mean()),
                                Shown.number(numbers.deviation()),
                                Shown.number(numbers.quantiles().get(4))));
            case Texts _ -> List.of();
        };
    }
}
