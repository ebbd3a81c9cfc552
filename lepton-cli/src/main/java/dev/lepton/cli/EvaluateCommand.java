package dev.lepton.cli;

import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Manifest;
import dev.lepton.pipeline.Lepton;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lepton evaluate`: how good a bundle's model is on rows whose targets are known.
@Command(
        name = "evaluate",
        description = "Score a model on a table that has its target column, each metric with an interval.",
        footer = {"", "Example:", "  lepton evaluate churn.lepton customers.csv"})
final class EvaluateCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MODEL", description = "A .lepton bundle.")
    private Path model = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "DATA",
            description = "A CSV, Parquet or JSON file, a glob, a jdbc: URL, or - for standard input.")
    private String data = "";

    @Mixin
    private ReadFlags flags = new ReadFlags();

    @Mixin
    private UsualOptions usual = new UsualOptions();

    private final Terminal terminal;

    EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Bundle bundle = Bundle.load(model);
        List<Map<String, @Nullable Object>> scores =
                Lepton.evaluate(bundle, flags.input(StandardInput.orFile(data, System.in)), flags.threadsOrAll())
                        .stream()
                        .map(RunReport::score)
                        .toList();
        if (!usual.json) {
            Grid.print(terminal, scores);
            return 0;
        }
        Manifest manifest = bundle.manifest();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("task", manifest.task().id());
        report.put("target", manifest.contract().target());
        report.put("scores", scores);
        terminal.line(Json.pretty(report));
        return 0;
    }
}
