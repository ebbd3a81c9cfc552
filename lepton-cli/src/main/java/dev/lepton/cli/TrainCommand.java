package dev.lepton.cli;

import dev.lepton.base.Bytes;
import dev.lepton.base.Deadline;
import dev.lepton.pipeline.Execution;
import dev.lepton.pipeline.Plan;
import dev.lepton.pipeline.Run;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `lepton train`: finds a model for a table within a budget and saves it as a bundle.
@Command(
        name = "train",
        description = "Find a model for a table within a budget and save it. Ctrl-C keeps the best so far.",
        footer = {
            "",
            "Examples:",
            "  lepton train customers.csv --target churned --time 60s --out churn.lepton",
            "  lepton train customers.csv --target churned --preset interpretable",
            "  lepton train customers.csv --target churned --print-plan",
            "  lepton train customers.csv --target churned --time 1h --run runs/churn",
            "  lepton train --resume runs/churn --time 2h",
            "  lepton train customers.csv --target churned --price-per-hour 0.40 --money 0.05",
            "  lepton train plan.yaml"
        })
final class TrainCommand implements Callable<Integer> {

    @Mixin
    private PlanFlags flags = new PlanFlags();

    @Option(
            names = "--run",
            paramLabel = "FOLDER",
            description = "Fit in child processes, so that a crash costs one trial, and keep what is finished here.")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--in-process", description = "With --run or --resume: fit in this process all the same.")
    private boolean inProcess;

    @Option(names = "--out", paramLabel = "FILE", description = "The bundle; named after the data if left out.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--print-plan", description = "Print the plan that the options say as YAML, and end.")
    private boolean printPlan;

    @Mixin
    private UsualOptions usual = new UsualOptions();

    private final Terminal terminal;
    private final Map<String, String> environment;

    TrainCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Plan plan =
                flags.plan(Optional.ofNullable(environment.get("LEPTON_MEMORY")).map(Bytes::parse));
        if (printPlan) {
            terminal.out().print(plan.toYaml());
            return 0;
        }
        Path file = out.orElseGet(flags::defaultOutput);
        OutputFile.require(file, "--out", plan.input().source());
        Deadline deadline = Watched.deadline(plan);
        Run run = Watched.run(plan, deadline, execution(), terminal, usual.json);
        run.bundle().write(file);
        report(run, file, deadline.isCancelled(), new Spending(plan.budget()));
        return 0;
    }

    private Execution execution() {
        return folder.or(flags::resumed)
                .map(kept -> Execution.keptIn(kept).withWorkers(!inProcess))
                .orElse(Execution.IN_PROCESS);
    }

    private void report(Run run, Path file, boolean cancelled, Spending spending) {
        if (usual.json) {
            Map<String, @Nullable Object> report = new LinkedHashMap<>(RunReport.values(run));
            report.put("spent", spending.values());
            report.put("out", file.toString());
            report.put("cancelled", cancelled);
            terminal.line(Json.pretty(report));
            return;
        }
        RunReport.print(terminal, run);
        Outline.print(terminal, Map.of("Spent", spending.values()));
        terminal.line("");
        terminal.line((cancelled ? "Stopped early; the best so far is in " : "The model is in ")
                + terminal.bold(file.toString()) + ".");
    }
}
