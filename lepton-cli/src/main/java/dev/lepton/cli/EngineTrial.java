package dev.lepton.cli;

import dev.lepton.base.Deadline;
import dev.lepton.base.Progress;
import dev.lepton.base.Seed;
import dev.lepton.cli.quickstart.Customers;
import dev.lepton.data.Source;
import dev.lepton.data.Tables;
import dev.lepton.pipeline.Lepton;
import dev.lepton.pipeline.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `lepton try-engines`: makes each engine do a little of its work, and prints a line before and after each.
@Command(name = "try-engines", hidden = true)
final class EngineTrial implements Callable<Integer> {

    private static final String TABLES = "tables";
    private static final String ANSWERS = "answers";

    /// What is tried, in order: reading by DuckDB, answering by ONNX Runtime, and one learner of each engine.
    static final List<String> NAMES = List.of(TABLES, ANSWERS, "lightgbm", "xgboost", "linear");

    private final Terminal terminal;

    EngineTrial(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Path table = Files.createTempFile("customers", ".csv");
        Customers.write(table, 200, new Seed(1));
        for (String name : NAMES) {
            terminal.line(name + "\ttried");
            long start = System.nanoTime();
            work(name, table);
            terminal.line(name + "\t" + Engines.works(Duration.ofNanos(System.nanoTime() - start)));
        }
        Files.delete(table);
        return 0;
    }

    private static void work(String name, Path table) {
        switch (name) {
            case TABLES -> Tables.read(new Source.Files(table.toString()));
            case ANSWERS -> train(table, "dummy");
            default -> train(table, name);
        }
    }

    /// Training by any learner packs a bundle, which is opened and answers its golden rows.
    private static void train(Path table, String learner) {
        Plan plan = Plan.of(table.toString(), Customers.TARGET)
                .withTrials(1)
                .withThreads(1)
                .withLearners(List.of(learner));
        Lepton.run(plan, Progress.SILENT, Deadline.none());
    }
}
