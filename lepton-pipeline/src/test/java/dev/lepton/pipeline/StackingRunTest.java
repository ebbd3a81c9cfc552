package dev.lepton.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.Deadline;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Progress;
import dev.lepton.base.Seed;
import dev.lepton.data.Source;
import dev.lepton.data.Tables;
import dev.lepton.model.Predictions;
import dev.lepton.model.bundle.Manifest;
import dev.lepton.model.bundle.Predictor;
import dev.lepton.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackingRunTest {

    @TempDir
    static Path folder;

    private static Path regions;
    private static Run kept;

    /// The target is a sum, which a linear model knows best; where the region is "south", steps come on top,
    /// which trees know best.
    @BeforeAll
    static void train() throws IOException {
        RandomGenerator random = new Seed(4).random();
        StringBuilder text = new StringBuilder("a,b,c,d,e,f,g,h,region,y\n");
        for (int row = 0; row < 1_000; row++) {
            double[] x = random.doubles(8, -1, 1).toArray();
            boolean north = random.nextBoolean();
            double steps = (x[0] > 0.2 ? 2 : -2) * (x[1] > -0.1 ? 1 : -1);
            double y = 2 * Arrays.stream(x).sum() + (north ? 0 : steps) + 0.2 * random.nextGaussian();
            Arrays.stream(x).forEach(cell -> text.append(String.format(Locale.ROOT, "%.4f,", cell)));
            text.append(String.format(Locale.ROOT, "%s,%.4f%n", north ? "north" : "south", y));
        }
        regions = Files.writeString(folder.resolve("regions.csv"), text);
        kept = run(plan().withStacking("on"));
    }

    @Test
    void aStackThatProvesBetterAnswersAndLeadsTheLeaderboard() {
        Manifest.Entry first = kept.leaderboard().getFirst();

        assertThat(kept.model()).isEqualTo("stack");
        assertThat(first.trial().name()).isEqualTo("stack");
        assertThat(first.trial().learner()).isEqualTo("stack");
        assertThat(first.trial().settings().values()).containsKeys("stacker", "members");
        assertThat(first.measurement()).isPresent();
        assertThat(kept.leaderboard()).extracting(entry -> entry.trial().name()).contains("ensemble");
        assertThat(kept.frontier().candidates())
                .extracting(candidate -> candidate.what())
                .contains("stack");
        assertThat(kept.notes()).anyMatch(note -> note.contains("models answers: on rows that nothing below it"));
    }

    /// The frontier's measurement opens the bundle, which compares its graph with its engines on golden rows;
    /// here the graph answers all rows, one by one and together.
    @Test
    void theOneGraphOfAStackAnswersRowsAloneAsTogether() {
        Table rows = Tables.read(Source.parse(regions.toString())).table();
        try (Predictor predictor = Predictor.open(kept.bundle())) {
            Predictions together = predictor.predict(rows);
            for (int row = 0; row < 20; row++) {
                assertThat(predictor.predict(rows.slice(row, row + 1)).get(0, 0))
                        .isCloseTo(together.get(row, 0), within(1e-6)); // sums of float32 in another order
            }
        }
    }

    @Test
    void theExecutedPlanGivesTheSameBytesOnOneThreadAndInWorkers() {
        byte[] one = run(executed().withThreads(1)).bundle().graph().toBytes();
        Path run = folder.resolve("run");
        byte[] workers = Lepton.run(plan().withStacking("on"), Progress.SILENT, Deadline.none(), Execution.keptIn(run))
                .bundle()
                .graph()
                .toBytes();

        assertThat(one).isEqualTo(kept.bundle().graph().toBytes());
        assertThat(workers).isEqualTo(kept.bundle().graph().toBytes());
        assertThat(Lepton.replay(run, Progress.SILENT).identical()).isTrue();
    }

    @Test
    void theExecutedPlanSaysThatThereIsAStack() {
        assertThat(executed().effort().stacking()).isEqualTo(StackingUse.ON);
    }

    @Test
    void aRunThatIsOutOfTimeHasNoStackAndItsExecutedPlanSaysSo() {
        Deadline deadline = Deadline.none();
        Progress stop = event -> {
            if (event instanceof Progress.Event.TrialFinished finished && finished.trial() == 3) {
                deadline.cancel();
            }
        };
        Run run = Lepton.run(plan().withStacking("on"), stop, deadline);

        assertThat(run.model()).isNotEqualTo("stack");
        assertThat(run.notes()).anyMatch(note -> note.startsWith("No stack was made"));
        assertThat(Plan.parse(run.bundle().manifest().provenance().plan())
                        .effort()
                        .stacking())
                .isEqualTo(StackingUse.OFF);
    }

    @Test
    void onlyThePresetBestStacksByItself() {
        for (Preset preset : Preset.values()) {
            assertThat(StackingUse.AUTO.holds(preset)).isEqualTo(preset == Preset.BEST);
            assertThat(StackingUse.OFF.holds(preset)).isFalse();
        }
        assertThat(StackingUse.ON.holds(Preset.INTERPRETABLE)).isFalse();
        assertThat(run(plan()).leaderboard())
                .extracting(entry -> entry.trial().name())
                .doesNotContain("stack");
    }

    @Test
    void timeIsKeptForTheCheckAndTheRunEndsInIts() {
        Plan timed = plan().withTime(Duration.ofSeconds(10)).withStacking("on");
        Run run = run(timed);

        assertThat(run.notes()).anyMatch(note -> note.contains("stack"));
        assertThat(run.bundle().manifest().provenance().durations()).containsKey("stack");
    }

    @Test
    void oneHeldOutPartIsNotStacked() {
        Run run = run(plan().withPreset(Preset.FAST).withStacking("on").withFolds(2));

        assertThat(run.notes()).anyMatch(note -> note.startsWith("No stack is tried"));
    }

    @Test
    void anUnknownUseIsAnError() {
        assertThatThrownBy(() -> plan().withStacking("onn"))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("it is auto, on or off")
                .hasMessageContaining("\"on\"");
        assertThat(Plan.parse(plan().withStacking("on").toYaml()).effort().stacking())
                .isEqualTo(StackingUse.ON);
    }

    private static Plan executed() {
        return Plan.parse(kept.bundle().manifest().provenance().plan());
    }

    private static Plan plan() {
        return Plan.of(regions.toString(), "y")
                .withLearners(List.of("dummy", "linear", "lightgbm"))
                .withFolds(3)
                .withTrials(3)
                .withThreads(2);
    }

    private static Run run(Plan plan) {
        return Lepton.run(plan, Progress.SILENT, plan.start());
    }
}
