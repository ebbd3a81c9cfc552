package dev.lepton.bench;

import dev.lepton.model.Metric;
import dev.lepton.model.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// One row of an index of public tables: what to train on and for.
///
/// @param folder holds `train.csv` and `test.csv`
/// @param task `binary`, `multiclass` or `regression`
/// @param rows of both files
record PublicSet(Path folder, String name, String task, String target, int rows) {

    /// The sets of an index file: tab-separated, a header, then name, task, target and the rows of both files.
    /// Each set lies in a folder of its name beside the index.
    static List<PublicSet> all(Path index) throws IOException {
        List<String> lines = Files.readAllLines(index);
        return lines.stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> of(index, line))
                .toList();
    }

    private static PublicSet of(Path index, String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length < 5) {
            throw new IllegalArgumentException(index + " has the line \"" + line
                    + "\"; wanted are name, task, target, rows of train.csv and rows of test.csv, with tabs.");
        }
        return new PublicSet(
                index.resolveSibling(cells[0]),
                cells[0],
                cells[1],
                cells[2],
                Integer.parseInt(cells[3]) + Integer.parseInt(cells[4]));
    }

    Path train() {
        return folder.resolve("train.csv");
    }

    Path test() {
        return folder.resolve("test.csv");
    }

    boolean isClassification() {
        return !task.equals("regression");
    }

    /// AUC, log loss or RMSE.
    Metric metric() {
        return switch (task) {
            case "binary" -> Metrics.AUC;
            case "multiclass" -> Metrics.LOGLOSS;
            case "regression" -> Metrics.RMSE;
            default -> throw new IllegalArgumentException("The task of " + name + " is \"" + task + "\".");
        };
    }
}
