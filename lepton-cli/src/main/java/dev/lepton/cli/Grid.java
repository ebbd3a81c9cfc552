package dev.lepton.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Rows of equal keys as aligned columns: words to the left, numbers to the right.
final class Grid {

    private Grid() {}

    /// Columns without any value are left out.
    ///
    /// @param rows maps that all have the keys of the first, in its order
    static void print(Terminal terminal, List<?> rows) {
        List<Map<?, ?>> maps = new ArrayList<>();
        rows.forEach(row -> {
            if (row instanceof Map<?, ?> map) {
                maps.add(map);
            }
        });
        if (maps.isEmpty()) {
            return;
        }
        List<Object> names = new ArrayList<>(maps.getFirst().keySet());
        names.removeIf(name -> maps.stream().allMatch(map -> map.get(name) == null));
        List<Boolean> numeric = names.stream()
                .map(name -> maps.stream().anyMatch(map -> map.get(name) instanceof Number))
                .toList();
        List<List<String>> lines = new ArrayList<>();
        lines.add(names.stream().map(Object::toString).toList());
        maps.forEach(map -> lines.add(
                names.stream().map(name -> Outline.value(map.get(name))).toList()));
        int[] widths = widths(lines);
        for (int line = 0; line < lines.size(); line++) {
            String text = "  " + joined(lines.get(line), widths, numeric);
            terminal.line(line == 0 ? terminal.faint(text) : text);
        }
    }

    private static int[] widths(List<List<String>> lines) {
        int[] widths = new int[lines.getFirst().size()];
        for (List<String> line : lines) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        }
        return widths;
    }

    private static String joined(List<String> cells, int[] widths, List<Boolean> numeric) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String room = " ".repeat(widths[column] - cells.get(column).length());
            text.append(numeric.get(column) ? room + cells.get(column) : cells.get(column) + room)
                    .append("  ");
        }
        return text.toString().stripTrailing();
    }
}
