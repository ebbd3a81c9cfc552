package dev.lepton.pipeline;

import dev.lepton.base.Seed;
import dev.lepton.graph.Graph;
import dev.lepton.learn.tree.TreeModels;
import dev.lepton.model.Model;
import dev.lepton.model.Postprocessing;
import dev.lepton.model.Predictions;
import dev.lepton.model.Signature;
import dev.lepton.model.bundle.Baseline;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Contract;
import dev.lepton.model.bundle.Golden;
import dev.lepton.model.bundle.Manifest;
import dev.lepton.model.bundle.Provenance;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// A model that another program trained, as a bundle. Its golden answers are those of the engine that reads
/// the file.
final class Importing {

    private static final double TOLERANCE = 1e-5;
    private static final int ROWS = 100;
    private static final Seed SEED = new Seed(1);

    private Importing() {}

    static Bundle of(Path file, InstantSource clock) {
        Model model = isOnnx(file) ? OnnxModel.of(Graph.read(file).verified()) : TreeModels.read(file);
        Served served = Served.of(model, Postprocessing.NONE, model.inputs());
        Table rows = answerable(served, GoldenRows.of(madeUp(model.inputs()), served.inputs(), SEED));
        String name = file.getFileName().toString();
        Manifest manifest = new Manifest(
                name.replaceFirst("\\..*$", ""),
                clock.instant(),
                new Contract(model.task(), "prediction", served.inputs(), List.of(), TOLERANCE),
                List.of(),
                Provenance.imported(Machine.lepton(), "imported from " + name, Machine.engines()),
                List.of());
        return Bundle.of(manifest, served.graph(), new Golden(rows, served.predict(rows)), Baseline.UNKNOWN);
    }

    /// Whether the file begins as an ONNX model does, with its IR version: field 1, a number.
    private static boolean isOnnx(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 0x08;
        } catch (IOException e) {
            return false; // reading the model says what is wrong with the file
        }
    }

    /// The rows that the model answers with numbers: many nets answer a missing cell with NaN.
    private static Table answerable(Served served, Table rows) {
        Predictions answers = served.predict(rows);
        int[] finite = IntStream.range(0, rows.rows())
                .filter(row -> IntStream.range(0, answers.width())
                        .allMatch(column -> Double.isFinite(answers.get(row, column))))
                .toArray();
        return rows.select(finite);
    }

    /// Rows of random cells, for nothing is known of the real ones: numbers of all sizes, some levels that
    /// are written as numbers, some cells missing.
    private static Table madeUp(Schema schema) {
        RandomGenerator random = SEED.child("rows").random();
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        for (Field field : schema.fields()) {
            columns.put(field.name(), madeUp(field.kind(), random));
        }
        return Table.of(columns);
    }

    private static Column madeUp(ColumnKind kind, RandomGenerator random) {
        double[] numbers = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            double size = Math.pow(10, random.nextInt(5) - 2);
            numbers[row] = random.nextInt(10) == 0 ? Double.NaN : size * random.nextGaussian();
        }
        return switch (kind) {
            case NUMBER -> NumberColumn.of(numbers);
            case CATEGORY -> CategoryColumn.of(levels(random));
            case TEXT -> TextColumn.of(levels(random));
            case ENCODED -> throw Signature.encodedColumn();
            case TIMESTAMP ->
                TimestampColumn.of(random.longs(ROWS, 0, 2_000_000_000_000_000L).toArray());
            case FLAG -> {
                boolean[] flags = new boolean[ROWS];
                for (int row = 0; row < ROWS; row++) {
                    flags[row] = random.nextBoolean();
                }
                yield FlagColumn.of(flags);
            }
        };
    }

    private static List<String> levels(RandomGenerator random) {
        return random.ints(ROWS, 0, 12)
                .mapToObj(level -> String.format(Locale.ROOT, "%d", level))
                .toList();
    }
}
