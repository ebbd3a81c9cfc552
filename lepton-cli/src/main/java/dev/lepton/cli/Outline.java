package dev.lepton.cli;

import dev.lepton.base.Bytes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Maps and lists as indented text, so that people read the same report as machines.
final class Outline {

    private static final int LABEL_WIDTH = 22;

    private Outline() {}

    /// Prints each entry as a section with its name as the title.
    static void print(Terminal terminal, Map<String, ? extends @Nullable Object> report) {
        report.forEach((title, content) -> {
            terminal.line(terminal.bold(title));
            switch (content) {
                case Map<?, ?> map -> map.forEach((name, value) -> entry(terminal, "  ", name, value));
                case List<?> list
                when !list.isEmpty() && list.getFirst() instanceof Map<?, ?> -> Grid.print(terminal, list);
                case null -> terminal.line("  none");
                case String text -> text.strip().lines().forEach(line -> terminal.line("  " + line));
                default -> terminal.line("  " + value(content));
            }
        });
    }

    private static void entry(Terminal terminal, String indent, Object name, @Nullable Object value) {
        if (value instanceof String text && text.strip().indexOf('\n') >= 0) {
            terminal.line(indent + name);
            text.lines().forEach(line -> terminal.line(indent + "  " + terminal.faint(line)));
        } else {
            terminal.line(indent + String.format("%-" + LABEL_WIDTH + "s %s", name, value(value)));
        }
    }

    /// A value in one line.
    static String value(@Nullable Object value) {
        return switch (value) {
            case null -> "-";
            case List<?> list when list.isEmpty() -> "none";
            case List<?> list ->
                String.join(", ", list.stream().map(Outline::value).toList());
            case Map<?, ?> map ->
                map.isEmpty()
                        ? "none"
                        : String.join(
                                ", ",
                                map.entrySet().stream()
                                        .map(entry -> entry.getKey() + " " + value(entry.getValue()))
                                        .toList());
            case Boolean flag -> flag ? "yes" : "no";
            case Bytes bytes -> bytes.toString();
            case Double number -> String.format(Locale.ROOT, "%.6g", number);
            default -> value.toString().strip();
        };
    }
}
