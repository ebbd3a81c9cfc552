package dev.lepton.cli;

import dev.lepton.model.bundle.Bundle;
import dev.lepton.pipeline.Lepton;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lepton import`: a model that another program trained, as a bundle.
@Command(
        name = "import",
        description =
                "Wrap a model that another program trained (ONNX, LightGBM text, XGBoost JSON or UBJ) as a bundle.",
        footer = {"", "Example:", "  lepton import model.txt --out model.lepton"})
final class ImportCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FILE", description = "The model's file.")
    private Path file = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "The bundle; named after the model if left out.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private UsualOptions usual = new UsualOptions();

    private final Terminal terminal;

    ImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path target = out.orElseGet(this::defaultOutput);
        OutputFile.require(target, "--out", file.toString());
        Bundle bundle = Lepton.importModel(file);
        bundle.write(target);
        int inputs = bundle.manifest().inputs().size();
        if (usual.json) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("task", bundle.manifest().task().id());
            report.put("inputs", inputs);
            report.put("out", target.toString());
            terminal.line(Json.text(report));
        } else {
            terminal.line("The " + bundle.manifest().task().id() + " model of " + inputs + " inputs is in "
                    + terminal.bold(target.toString()) + ".");
        }
        return 0;
    }

    private Path defaultOutput() {
        return Path.of(String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "") + ".lepton");
    }
}
