package dev.lepton.learn.tree;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lepton.model.Model;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/// Files that other programs wrote, with the answers they expect.
final class Fixtures {

    private static final Path DATA = Path.of(System.getenv().getOrDefault("LEPTON_DATA", "../../shared/data"));

    private Fixtures() {}

    static Path path(String name) {
        Path file = folder().resolve(name);
        assumeTrue(
                Files.exists(file), () -> file + " is not there; set LEPTON_DATA to the folder beside the fixtures.");
        return file;
    }

    private static Path folder() {
        for (Path at = DATA.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("fixtures"))) {
                return at.resolve("fixtures");
            }
        }
        return Path.of("fixtures");
    }

    static List<String> lines(String name) {
        try {
            return Files.readAllLines(path(name)).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All numbers of a file, row after row.
    static double[] numbers(String name) {
        return lines(name).stream()
                .flatMap(line -> Arrays.stream(line.strip().split("[\\s]+")))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /// Rows for a model from a file of tab-separated numbers, with or without the answer first, or of
    /// libsvm's form.
    ///
    /// @param absent what features have that a libsvm line leaves out
    static Table rows(String name, Model model, double absent) {
        List<String> lines = lines(name);
        List<String> names = model.inputs().names();
        double[][] columns = new double[names.size()][lines.size()];
        for (int row = 0; row < lines.size(); row++) {
            double[] values = name.endsWith(".tsv")
                    ? dense(lines.get(row), names.size())
                    : sparse(lines.get(row), names.size(), absent);
            for (int i = 0; i < values.length; i++) {
                columns[i][row] = values[i];
            }
        }
        LinkedHashMap<String, Column> table = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            table.put(names.get(i), NumberColumn.of(columns[i]));
        }
        return Table.of(table);
    }

    private static double[] dense(String line, int width) {
        double[] all = Arrays.stream(line.strip().split("\t"))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return Arrays.copyOfRange(all, all.length - width, all.length);
    }

    private static double[] sparse(String line, int width, double absent) {
        double[] values = new double[width];
        Arrays.fill(values, absent);
        String[] parts = line.strip().split(" +");
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split(":");
            int place = Integer.parseInt(pair[0]);
            if (place < width) {
                values[place] = Double.parseDouble(pair[1]);
            }
        }
        return values;
    }
}
