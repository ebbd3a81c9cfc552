package dev.lepton.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.Bytes;
import dev.lepton.base.Deadline;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Progress;
import dev.lepton.base.Seed;
import dev.lepton.model.Trial;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.pipeline.work.CpuClock;
import dev.lepton.pipeline.work.RunHistory;
import dev.lepton.pipeline.work.Tried;
import dev.lepton.table.Column;
import dev.lepton.table.Table;
import dev.lepton.testkit.GeneratedTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutionTest {

    @TempDir
    private Path folder;

    private Path rows = Path.of("");

    @BeforeEach
    void writeRows() throws IOException {
        rows = write("rows.csv", 3);
    }

    /// Numbers, flags, categories, times and texts, and a target that they explain in part.
    private Path write(String name, long seed) throws IOException {
        Table table = GeneratedTables.mixed(300, new Seed(seed));
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", table.schema().names()) + ",bought");
        for (int row = 0; row < table.rows(); row++) {
            int at = row;
            List<String> cells = new ArrayList<>();
            for (Column column : table.columns()) {
                cells.add('"' + column.text(at) + '"');
            }
            boolean bought = table.column("balance").text(row).startsWith("-")
                    == table.column("colour").text(row).equals("red");
            lines.add(String.join(",", cells) + (bought ? ",yes" : ",no"));
        }
        return Files.write(folder.resolve(name), lines);
    }

    private Plan plan(int trials) {
        return Plan.of(rows.toString(), "bought").withTrials(trials).withSeed(3);
    }

    private static byte[] graph(Plan plan, Execution execution) {
        return run(plan, execution).bundle().graph().toBytes();
    }

    private static Run run(Plan plan, Execution execution) {
        return Lepton.run(plan, Progress.SILENT, Deadline.none(), execution);
    }

    private static List<String> fitted(Path run) throws IOException {
        return Files.readAllLines(run.resolve("journal.jsonl")).stream()
                .filter(line -> line.contains("\"is\":\"fitted\""))
                .map(line -> line.replaceFirst("(?s).*\"key\":\"(\\w+)\".*", "$1"))
                .toList();
    }

    @Test
    void theBytesAreTheSameWhereverAndWithHoweverManyThreadsPartsAreFitted() {
        byte[] here = graph(plan(6).withThreads(1), Execution.IN_PROCESS);
        Execution kept = Execution.keptIn(folder.resolve("a"));

        assertThat(graph(plan(6).withThreads(2), kept)).isEqualTo(here);
        assertThat(graph(plan(6).withThreads(2), kept))
                .as("taken from files alone")
                .isEqualTo(here);
        assertThat(graph(
                        plan(6).withThreads(2),
                        Execution.keptIn(folder.resolve("b")).withWorkers(false)))
                .isEqualTo(here);
    }

    @Test
    void moreTrialsGoOnWhereFewerEnded() throws IOException {
        Path kept = folder.resolve("run");
        run(plan(3), Execution.keptIn(kept));
        List<String> before = fitted(kept);
        byte[] more = graph(plan(5), Execution.keptIn(kept));
        List<String> after = fitted(kept);

        assertThat(more).isEqualTo(graph(plan(5), Execution.IN_PROCESS));
        assertThat(before).isNotEmpty();
        assertThat(after).startsWith(before.toArray(String[]::new)).doesNotHaveDuplicates();
        assertThat(Plan.read(kept.resolve("plan.yaml"))).isEqualTo(plan(5));
    }

    @Test
    void aNamedSearcherGoesOnWhereItEnded() throws IOException {
        Path kept = folder.resolve("run");
        Plan searched = plan(9).withLearners(List.of("dummy", "linear")).withSearcher("bohb");
        run(searched.withTrials(6).withThreads(2), Execution.keptIn(kept));
        List<String> before = fitted(kept);
        Run more = run(searched.withThreads(2), Execution.keptIn(kept).withWorkers(false));
        byte[] here = graph(searched.withThreads(1), Execution.IN_PROCESS);

        assertThat(more.bundle().graph().toBytes()).isEqualTo(here);
        assertThat(fitted(kept)).startsWith(before.toArray(String[]::new)).doesNotHaveDuplicates();
        assertThat(graph(Plan.parse(more.bundle().manifest().provenance().plan()), Execution.IN_PROCESS))
                .as("the plan as it was carried out")
                .isEqualTo(here);
        assertThat(Files.readString(kept.resolve("journal.jsonl"))).contains("\"fidelity\":0.1111");
        assertThat(more.leaderboard())
                .anySatisfy(entry -> assertThat(
                                entry.trial().outcome() instanceof Trial.Failed failed ? failed.reason() : "")
                        .contains("11 % of its rounds or rows"));
    }

    @Test
    void aRunWithAnEndInTimeGoesOnWithMoreOfIt() throws IOException {
        Path kept = folder.resolve("run");
        Plan timed = Plan.of(rows.toString(), "bought").withLearners(List.of("dummy", "linear"));
        for (int seconds : new int[] {8, 12}) {
            Deadline deadline = Deadline.after(Duration.ofSeconds(seconds));
            Run run = Lepton.run(
                    timed.withTime(Duration.ofSeconds(seconds)), Progress.SILENT, deadline, Execution.keptIn(kept));
            assertThat(run.leaderboard()).isNotEmpty();
        }
        assertThat(fitted(kept)).doesNotHaveDuplicates();
    }

    /// Whoever runs this has used up CPU time before, so the end is told by what is used up in between.
    @Test
    void cpuTimeOfWorkersCountsAndEndsTheRun() {
        Duration most = Duration.ofSeconds(12);
        Plan plan = Plan.of(rows.toString(), "bought").withCpu(most).withThreads(2);
        long before = CpuClock.nanos();
        Run run = Lepton.run(plan, Progress.SILENT, plan.start(), Execution.keptIn(folder.resolve("run")));
        Duration used = Duration.ofNanos(CpuClock.nanos() - before);
        Duration workers = RunHistory.read(folder.resolve("run")).trials().stream()
                .map(tried -> tried.cost().cpu())
                .reduce(Duration.ZERO, Duration::plus);

        assertThat(run.leaderboard().getFirst().trial().outcome()).isInstanceOf(Trial.Scored.class);
        assertThat(used).isGreaterThan(workers);
        // What is going on when time is over ends, the compiler of the JVM works beside, and the model is packed.
        assertThat(used).isLessThan(most.multipliedBy(3));
    }

    @Test
    void whatASearchDrewUnderTimeIsTakenUpByWhoeverGoesOn() throws IOException {
        Path kept = folder.resolve("run");
        Plan few = Plan.of(rows.toString(), "bought").withLearners(List.of("dummy", "linear"));
        run(few.withTrials(12), Execution.keptIn(kept)); // the portfolio has fewer, so the last are drawn
        List<String> before = fitted(kept);
        List<String> names = names(kept);
        Lepton.run(
                few.withTime(Duration.ofSeconds(30)),
                Progress.SILENT,
                Deadline.after(Duration.ofSeconds(30)),
                Execution.keptIn(kept));

        assertThat(names).anyMatch(name -> name.matches(".*_\\d+"));
        assertThat(fitted(kept)).startsWith(before.toArray(String[]::new)).doesNotHaveDuplicates();
        assertThat(Bundle.load(kept.resolve("model.lepton")).manifest().leaderboard())
                .extracting(entry -> entry.trial().name())
                .containsAll(names);
    }

    private static List<String> names(Path run) {
        return RunHistory.read(run).trials().stream().map(Tried::name).toList();
    }

    @Test
    void littleMemoryFitsOneFoldAtATimeAndSaysSo() {
        Plan plan = plan(2).withThreads(2).withMemory(Bytes.parse("500m"));
        Run little = run(plan, Execution.keptIn(folder.resolve("run")));

        assertThat(little.notes()).anyMatch(note -> note.contains("1 of 8 folds") && note.contains("500.0 MB"));
        assertThat(little.bundle().graph().toBytes()).isEqualTo(graph(plan(2), Execution.IN_PROCESS));
    }

    @Test
    void aRunOfOtherDataIsRefused() throws IOException {
        Path kept = folder.resolve("run");
        run(plan(1), Execution.keptIn(kept));
        Files.copy(write("other.csv", 4), rows, StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> run(plan(1), Execution.keptIn(kept)))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("cannot go on")
                .hasMessageContaining("inputs.table");
    }

    @Test
    void aWorkerThatIsKilledCostsATrialThatSaysSo() {
        AtomicBoolean hit = new AtomicBoolean();
        Progress killer = event -> {
            if (event instanceof Progress.Event.TrialFinished trial) {
                hit.compareAndSet(false, Double.isNaN(trial.score()));
                if (!hit.get()) {
                    ProcessHandle.current()
                            .descendants()
                            .filter(each -> each.info().commandLine().orElse("").contains("WorkerMain"))
                            .forEach(ProcessHandle::destroyForcibly);
                }
            }
        };
        Run run = Lepton.run(plan(10).withThreads(2), killer, Deadline.none(), Execution.keptIn(folder.resolve("run")));

        assertThat(run.leaderboard())
                .anyMatch(entry -> entry.trial().outcome() instanceof Trial.Failed failed
                        && failed.reason().contains("killed by signal 9"));
        assertThat(run.leaderboard().getFirst().trial().outcome()).isInstanceOf(Trial.Scored.class);
    }
}
