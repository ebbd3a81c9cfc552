package dev.lepton.data.profile;

import dev.lepton.base.Bytes;
import dev.lepton.data.check.Finding;
import dev.lepton.data.profile.ColumnProfile.Level;
import dev.lepton.data.profile.ColumnProfile.Levels;
import dev.lepton.data.profile.ColumnProfile.Numbers;
import dev.lepton.data.profile.ColumnProfile.Texts;
import dev.lepton.table.ColumnKind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A profile as one page of HTML that needs nothing else: styles and drawings are inside, light and dark
/// follow the reader's system, and every drawing says in words what it shows.
public final class ProfileHtml {

    private static final String HEAD = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>%1$s</title>
            <style>
            :root { color-scheme: light dark; --ink: #1a1c20; --paper: #fff; --soft: #5b6270; --line: #d9dde4;
              --bar: #2f6fde; --warn: #a33a00; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e8eaee; --paper: #16181c; --soft: #a3abb8;
              --line: #363b44; --bar: #7aa8ff; --warn: #ffb27a; } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
              max-width: 76rem; margin: 2rem auto; padding: 0 1rem; }
            h1, h2 { line-height: 1.2; } h2 { margin-top: 2.5rem; }
            table { border-collapse: collapse; width: 100%%; } .wide { overflow-x: auto; }
            th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line);
              vertical-align: top; } .narrow { width: auto; } .n { text-align: right; font-variant-numeric: tabular-nums; }
            .soft { color: var(--soft); } .warn { color: var(--warn); } svg rect { fill: var(--bar); }
            </style></head><body><main>
            <h1>%1$s</h1>
            """;

    private ProfileHtml() {}

    /// @param title what was profiled, as the page's heading
    public static String of(Profile profile, String title) {
        StringBuilder html = new StringBuilder(HEAD.formatted(escaped(title)));
        html.append("<p>").append(Shown.count(profile.rows())).append(" rows, ");
        html.append(Shown.count(profile.columns().size())).append(" columns, ");
        html.append(new Bytes(profile.bytes())).append(" in memory, ");
        html.append(Shown.count(profile.duplicates())).append(" duplicate rows.</p>\n");
        html.append("<h2>Columns</h2>\n<div class=\"wide\"><table><thead><tr>");
        for (String head : List.of("Column", "Kind")) {
            html.append("<th scope=\"col\">").append(head).append("</th>");
        }
        for (String head : List.of("Missing", "Distinct")) {
            html.append("<th scope=\"col\" class=\"n\">").append(head).append("</th>");
        }
        html.append("<th scope=\"col\">Cells <span class=\"soft\">(smallest | median | largest)</span></th>");
        html.append("</tr></thead><tbody>\n");
        profile.columns().forEach(column -> html.append(row(profile, column)));
        html.append("</tbody></table></div>\n");
        profile.target().ifPresent(target -> html.append(target(profile, target)));
        list(html, "Findings", profile.findings().stream().map(Finding::line).toList());
        list(
                html,
                "Leakage suspects",
                profile.suspects().stream()
                        .map(suspect -> suspect.column() + String.format(Locale.ROOT, " (%.4f)", suspect.strength()))
                        .toList());
        list(
                html,
                "Correlated pairs",
                profile.pairs().stream()
                        .map(pair -> pair.left() + " and " + pair.right()
                                + String.format(
                                        Locale.ROOT, ": Pearson %.3f, Spearman %.3f", pair.pearson(), pair.spearman()))
                        .toList());
        list(html, "Notes", profile.notes());
        return html.append("</main></body></html>\n").toString();
    }

    private static void list(StringBuilder html, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            html.append("<h2>").append(title).append("</h2>\n<ul>");
            lines.forEach(line -> html.append("<li>").append(escaped(line)).append("</li>"));
            html.append("</ul>\n");
        }
    }

    private static String row(Profile profile, ColumnProfile column) {
        String traits = column.traits().stream()
                .map(Trait::label)
                .sorted()
                .map(label -> " <span class=\"warn\">" + label + "</span>")
                .collect(Collectors.joining());
        return "<tr><th scope=\"row\">" + escaped(column.name()) + traits + "</th><td>"
                + column.kind().id() + "</td><td class=\"n\">"
                + escaped(Shown.percent(column.missing(), profile.rows())) + "</td><td class=\"n\">"
                + (column.distinctIsExact() ? "" : "&gt; ") + Shown.count(column.distinct()) + "</td><td>"
                + cells(column) + "</td></tr>\n";
    }

    private static String cells(ColumnProfile column) {
        return switch (column.summary()) {
            case Numbers numbers -> numbers(numbers, column);
            case Texts texts -> numbers(texts.length(), column) + " <span class=\"soft\">bytes</span>";
            case Levels levels ->
                levels.top().stream()
                                .limit(5)
                                .map(level -> escaped(Shown.fitted(level.name(), 40)) + " <span class=\"soft\">"
                                        + Shown.count(level.count()) + "</span>")
                                .collect(Collectors.joining(", "))
                        + (levels.rare() == 0
                                ? ""
                                : " <span class=\"soft\">(" + Shown.count(levels.rare()) + " rare)</span>");
        };
    }

    private static String numbers(Numbers numbers, ColumnProfile column) {
        if (numbers.quantiles().isEmpty()) {
            return "";
        }
        boolean moment = column.kind() == ColumnKind.TIMESTAMP;
        String range = Numbers.SHARES.stream()
                .filter(share -> share == 0 || share == 0.5 || share == 1)
                .map(share -> numbers.quantiles().get(Numbers.SHARES.indexOf(share)))
                .map(value -> moment ? Shown.moment(value) : Shown.number(value))
                .collect(Collectors.joining(" | "));
        return drawing(
                        numbers.histogram().getFirst(),
                        "Histogram of " + column.name() + ": smallest, median and largest are " + range)
                + "<br><span class=\"soft\">" + range + "</span>";
    }

    private static String drawing(Histogram histogram, String words) {
        long most = Math.max(
                1, histogram.counts().stream().mapToLong(Long::longValue).max().orElse(1));
        StringBuilder svg =
                new StringBuilder("<svg role=\"img\" width=\"200\" height=\"36\" viewBox=\"0 0 200 36\"><title>"
                        + escaped(words) + "</title>");
        double width = 200.0 / histogram.counts().size();
        for (int i = 0; i < histogram.counts().size(); i++) {
            long count = histogram.counts().get(i);
            double height = count == 0 ? 0 : Math.max(1, 36.0 * count / most);
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                    i * width,
                    36 - height,
                    width - 1,
                    height));
        }
        return svg.append("</svg>").toString();
    }

    private static String target(Profile profile, String target) {
        ColumnProfile column = profile.column(target);
        if (!(column.summary() instanceof Levels levels)) {
            return "<h2>Target " + escaped(target) + "</h2>\n<p>" + cells(column) + "</p>\n";
        }
        StringBuilder html = new StringBuilder(
                "<h2>Target " + escaped(target) + "</h2>\n<table class=\"narrow\"><thead><tr>"
                        + "<th scope=\"col\">Class</th><th scope=\"col\" class=\"n\">Rows</th><th scope=\"col\" class=\"n\">Share</th></tr></thead><tbody>");
        for (Level level : levels.top()) {
            html.append("<tr><th scope=\"row\">").append(escaped(level.name())).append("</th><td class=\"n\">");
            html.append(Shown.count(level.count())).append("</td><td class=\"n\">");
            html.append(escaped(Shown.percent(level.count(), profile.rows() - column.missing())))
                    .append("</td></tr>");
        }
        return html.append("</tbody></table>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
