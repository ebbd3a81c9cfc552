package dev.lepton.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.Deadline;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Progress;
import dev.lepton.base.Seed;
import dev.lepton.model.Trial;
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
        run(searched.withTrials(6).withThreads(2), Execution.keptIn(kept).withWorkers(false));
        List<String> before = fitted(kept);
        Run more = run(searched.withThreads(2), Execution.keptIn(kept).withWorkers(false));
        byte[] here = graph(searched.withThreads(1), Execution.IN_PROCESS);

        assertThat(more.bundle().graph().toBytes()).isEqualTo(here);
        assertThat(fitted(kept)).startsWith(before.toArray(String[]::new)).doesNotHaveDuplicates();
        assertThat(graph(Plan.parse(more.bundle().manifest().provenance().plan()), Execution.IN_PROCESS))
                .as("the plan as it was carried out")
                .isEqualTo(here);
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
