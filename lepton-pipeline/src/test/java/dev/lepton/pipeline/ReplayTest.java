package dev.lepton.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.Deadline;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Progress;
import dev.lepton.base.Seed;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.testkit.GeneratedTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

    @TempDir
    private Path folder;

    private Path rows = Path.of("");
    private Path kept = Path.of("");

    @BeforeEach
    void writeRows() throws IOException {
        rows = folder.resolve("rows.csv");
        kept = folder.resolve("run");
        write(2_000);
    }

    private void write(int count) throws IOException {
        var table = GeneratedTables.mixed(count, new Seed(8));
        List<String> lines =
                new ArrayList<>(List.of(String.join(",", table.schema().names()) + ",bought"));
        for (int row = 0; row < count; row++) {
            List<String> cells = new ArrayList<>();
            for (var column : table.columns()) {
                cells.add('"' + column.text(row) + '"');
            }
            boolean bought = table.column("balance").text(row).startsWith("-");
            lines.add(String.join(",", cells) + (bought == (row % 7 != 0) ? ",yes" : ",no"));
        }
        Files.write(rows, lines);
    }

    private Plan plan() {
        return Plan.of(rows.toString(), "bought").withFolds(3).withThreads(2).withSeed(4);
    }

    private void requireTheSame() {
        Bundle then = Bundle.load(kept.resolve("model.lepton"));
        Replay replay = Lepton.replay(kept, Progress.SILENT);

        assertThat(replay.differences()).isEmpty();
        assertThat(replay.identical()).isTrue();
        assertThat(replay.bundle().graph().toBytes()).isEqualTo(then.graph().toBytes());
        assertThat(replay.bundle().manifest().contract())
                .isEqualTo(then.manifest().contract());
    }

    @Test
    void aRunOfACountOfTrialsGivesTheSameBytesAgain() {
        Lepton.run(plan().withTrials(5), Progress.SILENT, Deadline.none(), Execution.keptIn(kept));

        requireTheSame();
    }

    @Test
    void aRunThatTimeEndedGivesTheSameBytesAgain() throws IOException {
        Plan timed = plan().withTime(Duration.ofSeconds(8));
        Lepton.run(timed, Progress.SILENT, timed.start(), Execution.keptIn(kept));
        List<String> before = Files.readAllLines(kept.resolve("journal.jsonl"));

        requireTheSame();
        assertThat(Files.readAllLines(kept.resolve("journal.jsonl"))).isEqualTo(before);
    }

    @Test
    void aRunThatWasCancelledGivesTheSameBytesAgain() {
        Deadline deadline = Deadline.none();
        Progress cancels = event -> {
            if (event instanceof Progress.Event.TrialFinished trial && trial.trial() == 3) {
                deadline.cancel();
            }
        };
        Lepton.run(plan().withTrials(40), cancels, deadline, Execution.keptIn(kept));

        requireTheSame();
    }

    @Test
    void aRunWhoseDataHasChangedIsNotReplayed() throws IOException {
        Lepton.run(plan().withTrials(1), Progress.SILENT, Deadline.none(), Execution.keptIn(kept));
        write(1_999);

        assertThatThrownBy(() -> Lepton.replay(kept, Progress.SILENT))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("has changed");
    }

    @Test
    void aRunWithoutAModelIsNotReplayed() throws IOException {
        Lepton.run(plan().withTrials(1), Progress.SILENT, Deadline.none(), Execution.keptIn(kept));
        List<String> journal = Files.readAllLines(kept.resolve("journal.jsonl"));
        Files.write(kept.resolve("journal.jsonl"), journal.subList(0, journal.size() - 1));

        assertThatThrownBy(() -> Lepton.replay(kept, Progress.SILENT))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("is interrupted")
                .hasMessageContaining("--resume");
    }
}
