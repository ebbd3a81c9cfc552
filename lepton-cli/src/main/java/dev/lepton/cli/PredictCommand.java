package dev.lepton.cli;

import dev.lepton.data.Reading;
import dev.lepton.data.Source;
import dev.lepton.data.Tables;
import dev.lepton.model.Predictions;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Predictor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lepton predict`: the answers of a bundle for a table, as CSV.
@Command(
        name = "predict",
        description = "Answer every row of a table, as CSV in the order of the rows.",
        footer = {"", "Example:", "  lepton predict churn.lepton customers.csv --out answers.csv"})
final class PredictCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MODEL", description = "A .lepton bundle.")
    private Path model = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "DATA",
            description = "A CSV, Parquet or JSON file, a glob, a jdbc: URL, or - for standard input.")
    private String data = "";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the CSV goes; standard output if left out, there by --json an object a line.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--coverage",
            paramLabel = "SHARE",
            description = "Add how far the truth may be off: columns lower and upper for numbers, prediction_set for"
                    + " classes, which hold the truth of that share of new rows like the training rows, as 0.9.")
    private Optional<Double> coverage = Optional.empty();

    @Mixin
    private ReadFlags flags = new ReadFlags();

    @Mixin
    private UsualOptions usual = new UsualOptions();

    private final Terminal terminal;

    PredictCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        out.ifPresent(file -> OutputFile.require(file, "--out", data, model.toString()));
        try (Predictor predictor = Predictor.open(Bundle.load(model), flags.threadsOrAll())) {
            AnswerFile file = new AnswerFile(predictor.bundle().manifest().contract(), coverage);
            Reading reading = Tables.read(
                    Source.parse(StandardInput.orFile(data, System.in)),
                    flags.options().withSchema(predictor.bundle().manifest().inputs()));
            reading.warnings().forEach(warning -> terminal.note("warning: " + warning));
            Predictions answers = predictor.predict(reading.table());
            if (out.isEmpty()) {
                if (usual.json) {
                    file.writeJson(terminal.out(), answers);
                } else {
                    file.write(terminal.out(), answers);
                }
                return 0;
            }
            file.write(out.get(), answers);
            report(answers.size(), out.get());
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void report(int rows, Path file) {
        if (usual.json) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("rows", rows);
            report.put("out", file.toString());
            terminal.line(Json.text(report));
        } else {
            terminal.line(String.format("%,d answers are in %s.", rows, file));
        }
    }
}
