package dev.lepton.cli;

import dev.lepton.base.Durations;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Budget;
import dev.lepton.model.Metric;
import dev.lepton.model.Metrics;
import dev.lepton.model.Money;
import dev.lepton.pipeline.Plan;
import dev.lepton.pipeline.work.Finish;
import dev.lepton.pipeline.work.RunHistory;
import dev.lepton.pipeline.work.Tried;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lepton runs`: the runs that are kept in a folder and in the folders below it.
@Command(
        name = "runs",
        description = "List the runs that lepton train --run kept below a folder, and how they stand.",
        footer = {"", "Examples:", "  lepton runs", "  lepton runs experiments --json"})
final class RunsCommand implements Callable<Integer> {

    private static final Path USUAL = Path.of("runs");

    @Parameters(paramLabel = "FOLDER", arity = "0..1", description = "Where to look; default runs.")
    private Optional<Path> folder = Optional.empty();

    @Mixin
    private UsualOptions usual = new UsualOptions();

    private final Terminal terminal;

    RunsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Map<String, @Nullable Object>> lines =
                runs().stream().map(RunsCommand::line).toList();
        if (usual.json) {
            terminal.line(Json.pretty(Map.of("runs", lines)));
        } else if (lines.isEmpty()) {
            terminal.line("There is no run below \"" + folder.orElse(USUAL)
                    + "\"; lepton train keeps one where --run FOLDER says.");
        } else {
            Grid.print(terminal, lines);
        }
        return 0;
    }

    private List<Path> runs() {
        Path root = folder.orElse(USUAL);
        if (!Files.isDirectory(root)) {
            if (folder.isPresent()) {
                throw new LeptonException(ErrorCode.NOT_FOUND, "There is no folder \"" + root + "\".");
            }
            return List.of();
        }
        List<Path> runs = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path place, BasicFileAttributes attributes) {
                    if (RunHistory.isRun(place)) {
                        runs.add(place);
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path place, IOException e) {
                    return FileVisitResult.CONTINUE; // a folder that may not be read hides its runs
                }
            });
        } catch (IOException e) {
            throw new LeptonException(
                    ErrorCode.RESOURCE_EXHAUSTED, "\"" + root + "\" cannot be read: " + e.getMessage(), e);
        }
        return runs.stream().sorted().toList();
    }

    /// A run whose files are damaged does not hide the others.
    private static Map<String, @Nullable Object> line(Path run) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        List.of("run", "state", "data", "target", "metric", "score", "trials", "time", "budget", "note")
                .forEach(name -> line.put(name, null));
        line.put("run", run.toString());
        try {
            RunHistory history = RunHistory.read(run);
            line.put("state", history.state().id());
            line.put("time", Durations.format(history.wall()));
            Plan plan = Plan.read(history.plan());
            line.put("data", plan.input().source());
            line.put("target", plan.columns().target());
            line.put("budget", budget(plan.budget()));
            List<Tried> trials = history.trials();
            line.put("trials", trials.size());
            Metric metric = Metrics.of(history.metric());
            line.put("metric", metric.id());
            line.put("score", score(history, trials, metric));
        } catch (LeptonException e) {
            line.put("state", line.get("state") == null ? "damaged" : line.get("state"));
            line.put("note", e.getMessage());
        }
        return line;
    }

    /// That of the model where there is one, else the best so far.
    private static @Nullable Object score(RunHistory history, List<Tried> trials, Metric metric) {
        double best = history.finish().map(Finish::score).orElse(Double.NaN);
        if (history.finish().isEmpty()) {
            for (Tried tried : trials) {
                double score = tried.score().orElse(Double.NaN);
                best = metric.isBetter(score, best) ? score : best;
            }
        }
        return Json.number(best);
    }

    private static String budget(Budget budget) {
        List<String> bounds = new ArrayList<>();
        budget.time().ifPresent(time -> bounds.add(Durations.format(time)));
        budget.trials().ifPresent(trials -> bounds.add(trials + " trials"));
        budget.cpu().ifPresent(time -> bounds.add(Durations.format(time) + " of CPU time"));
        budget.money().flatMap(Money::most).ifPresent(most -> bounds.add("money " + most.toPlainString()));
        budget.memory().ifPresent(memory -> bounds.add(memory.toString()));
        return bounds.isEmpty() ? "as by default" : String.join(", ", bounds);
    }
}
