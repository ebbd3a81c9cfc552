package dev.lepton.pipeline.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lepton.automl.FoldFit;
import dev.lepton.base.AtomicFiles;
import dev.lepton.base.Bytes;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Estimates;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Task;
import dev.lepton.table.Column;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import dev.lepton.table.TableFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What came of one fit, as the files of one folder: the answers for the judged rows and for the golden rows,
/// both float64 so that nothing is rounded, the graph, and `fit.json`, which is written last.
final class FitFiles {

    private static final String ANSWERS = "answers.table";
    private static final String GOLDEN = "golden.table";
    private static final String GRAPH = "model.onnx";
    private static final String ABOUT = "fit.json";
    private static final int FORMAT = 2;

    private FitFiles() {}

    /// @param golden rows that the model is to answer while its engine is at hand
    static void write(FitTask task, FoldFit fit, Cost cost, Table golden, Path folder) {
        Model model = fit.model();
        byte[] graph = model.toGraph().toBytes();
        TableFile.write(table(fit.answers()), folder.resolve(ANSWERS));
        TableFile.write(table(model.predict(golden)), folder.resolve(GOLDEN));
        AtomicFiles.write(folder.resolve(GRAPH), out -> out.write(graph));
        ObjectNode about = Json.object().put("format", FORMAT);
        about.set("task", task.description());
        ArrayNode inputs = about.putArray("inputs");
        for (Field field : model.inputs().fields()) {
            inputs.addObject()
                    .put("name", field.name())
                    .put("kind", field.kind().id());
        }
        model.rounds().ifPresent(rounds -> about.put("rounds", rounds));
        about.put("graph_sha256", sha256(graph))
                .put("graph_bytes", fit.bytes())
                .put("nanos", fit.time().toNanos())
                .put("export_nanos", fit.export().toNanos())
                .put("cpu_nanos", cost.cpu().toNanos());
        cost.peak().ifPresent(peak -> about.put("peak_bytes", peak.count()));
        String text = Json.line(about) + "\n";
        AtomicFiles.write(folder.resolve(ABOUT), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// What [#write] wrote, its model as a [RecordedModel].
    ///
    /// @throws LeptonException INVALID_DATA or NOT_FOUND where a file is missing, damaged, or of another task
    static FoldFit read(FitTask task, Material material, Path folder) {
        Path file = folder.resolve(ABOUT);
        JsonNode about = Json.read(file);
        if (Json.at(about, "format", file).intValue() != FORMAT
                || !Json.at(about, "task", file)
                        .toString()
                        .equals(task.description().toString())) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA, "\"" + folder + "\" holds another fit than " + task.description() + ".");
        }
        Path graph = folder.resolve(GRAPH);
        if (!sha256(bytes(graph)).equals(Json.at(about, "graph_sha256", file).textValue())) {
            throw new LeptonException(ErrorCode.INVALID_DATA, "\"" + graph + "\" is damaged: its checksum differs.");
        }
        Task kind = material.examples().task();
        return new FoldFit(
                new RecordedModel(
                        kind,
                        inputs(about, file),
                        material.golden(),
                        answers(folder.resolve(GOLDEN), kind),
                        graph,
                        rounds(about)),
                answers(folder.resolve(ANSWERS), kind),
                nanos(about, "nanos", file),
                nanos(about, "export_nanos", file),
                Json.at(about, "graph_bytes", file).longValue());
    }

    /// What the fit in a folder cost.
    ///
    /// @throws LeptonException INVALID_DATA where its files are damaged
    static Cost cost(Path folder) {
        Path file = folder.resolve(ABOUT);
        JsonNode about = Json.read(file);
        return new Cost(
                nanos(about, "cpu_nanos", file),
                Optional.of(about.path("peak_bytes"))
                        .filter(JsonNode::isNumber)
                        .map(peak -> new Bytes(peak.longValue())));
    }

    private static Duration nanos(JsonNode about, String name, Path file) {
        return Duration.ofNanos(Json.at(about, name, file).longValue());
    }

    private static Schema inputs(JsonNode about, Path file) {
        List<Field> fields = new ArrayList<>();
        for (JsonNode field : Json.at(about, "inputs", file)) {
            fields.add(new Field(
                    Json.at(field, "name", file).textValue(),
                    ColumnKind.parse(Json.at(field, "kind", file).textValue())));
        }
        return new Schema(fields);
    }

    private static OptionalInt rounds(JsonNode about) {
        JsonNode rounds = about.path("rounds");
        return rounds.isInt() ? OptionalInt.of(rounds.intValue()) : OptionalInt.empty();
    }

    private static Table table(Predictions answers) {
        double[] cells = answers.toArray();
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        for (int column = 0; column < answers.width(); column++) {
            double[] values = new double[answers.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = cells[row * answers.width() + column];
            }
            columns.put(Integer.toString(column), NumberColumn.of(values));
        }
        return Table.of(columns);
    }

    private static Predictions answers(Path file, Task task) {
        try (Arena arena = Arena.ofConfined()) {
            Table table = TableFile.map(file, arena);
            int width = table.schema().size();
            double[] cells = new double[table.rows() * width];
            for (int column = 0; column < width; column++) {
                NumberColumn values = table.column(Integer.toString(column), NumberColumn.class);
                for (int row = 0; row < table.rows(); row++) {
                    cells[row * width + column] = values.get(row);
                }
            }
            return switch (task) {
                case Task.Classification c -> Probabilities.of(cells, width);
                case Task.Regression r -> Estimates.of(cells);
            };
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new LeptonException(ErrorCode.INVALID_DATA, "\"" + file + "\" cannot be read: " + e.getMessage(), e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "Every Java platform has SHA-256, but this one does not.", e);
        }
    }
}
