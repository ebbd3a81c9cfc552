package dev.lepton.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A tab-separated file of what was measured, one row a measurement, appended as soon as it is known.
///
/// The newest row of a key counts, so a run that was cut off goes on where it stopped, and nothing measured
/// is lost.
final class ResultTable {

    private final Path file;
    private final List<String> columns;

    ResultTable(Path file, List<String> columns) {
        this.file = file;
        this.columns = List.copyOf(columns);
    }

    /// The newest row of each key, keys being the first `keyColumns` cells joined by a slash, in order of
    /// appearance.
    Map<String, Map<String, String>> newest(int keyColumns) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (Map<String, String> row : rows()) {
            List<String> key = new ArrayList<>();
            for (int i = 0; i < keyColumns; i++) {
                key.add(row.get(columns.get(i)));
            }
            rows.put(String.join("/", key), row);
        }
        return rows;
    }

    List<Map<String, String>> rows() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            String[] header = lines.getFirst().split("\t", -1);
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split("\t", -1);
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < header.length; i++) {
                    row.put(header[i], i < cells.length ? cells[i] : "");
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void append(Map<String, String> row) {
        List<String> cells = columns.stream()
                .map(column -> row.getOrDefault(column, "").replace('\t', ' '))
                .toList();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (!Files.exists(file)) {
                Files.writeString(file, String.join("\t", columns) + "\n");
            }
            Files.writeString(file, String.join("\t", cells) + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
