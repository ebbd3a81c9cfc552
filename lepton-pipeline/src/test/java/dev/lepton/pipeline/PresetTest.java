package dev.lepton.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.Deadline;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Progress;
import dev.lepton.base.Seed;
import dev.lepton.model.Settings;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PresetTest {

    @TempDir
    static Path folder;

    private static Path table;

    @BeforeAll
    static void writeTable() throws IOException {
        RandomGenerator random = new Seed(11).random();
        StringBuilder text = new StringBuilder("height,town,y\n");
        for (int row = 0; row < 300; row++) {
            double height = random.nextGaussian();
            boolean north = random.nextBoolean();
            double risk = Math.abs(height) - 0.7 + (north ? 0.5 : -0.5) + random.nextGaussian() / 3;
            text.append(String.format(Locale.ROOT, "%.3f,%s,%s%n", height, north ? "north" : "south", risk > 0));
        }
        table = Files.writeString(folder.resolve("table.csv"), text);
    }

    @Test
    void anInterpretableRunServesOneModelThatAPersonCanRead() throws IOException {
        Run run = run(plan(Preset.INTERPRETABLE).withTrials(3));
        Path file = folder.resolve("read.lepton");
        run.bundle().write(file);
        String rules = Bundle.load(file).rules().orElseThrow();

        assertThat(rules).contains("height", "town", "then");
        assertThat(rules.lines().filter(line -> line.strip().startsWith("if "))).hasSizeBetween(2, 64);
        assertThat(run.frontier().candidates()).hasSize(1);
        assertThat(run.leaderboard())
                .extracting(entry -> entry.trial().learner())
                .isSubsetOf("dummy", "decision_tree", "additive");
        assertThat(score(run)).isGreaterThan(0.8);
        assertThat(run.bundle().slim().rules()).isEmpty();
    }

    @Test
    void theExecutedPlanOfAnInterpretableRunGivesTheSameModelAgain() {
        Run timed = run(plan(Preset.INTERPRETABLE)
                .withTime(Duration.ofSeconds(20))
                .withLearners(List.of("dummy", "decision_tree")));
        Plan executed = Plan.parse(timed.bundle().manifest().provenance().plan());

        assertThat(executed.effort().preset()).isEqualTo(Preset.INTERPRETABLE);
        assertThat(run(executed).bundle().graph().toBytes())
                .isEqualTo(timed.bundle().graph().toBytes());
    }

    @Test
    void anInterpretableModelIsLearntFromAllRows() {
        Plan plan = plan(Preset.INTERPRETABLE).withLearners(List.of("dummy")).withTrials(1);
        String rules = run(plan.withFolds(7)).bundle().rules().orElseThrow();

        assertThat(rules).isEqualTo(run(plan.withFolds(3)).bundle().rules().orElseThrow());
    }

    @Test
    void onceStoppedAnInterpretableRunServesTheModelOfAFoldAndSaysSo() {
        Deadline deadline = Deadline.none();
        Progress stop = event -> {
            if (event instanceof Progress.Event.TrialFinished finished && finished.trial() == 2) {
                deadline.cancel();
            }
        };
        Run run = Lepton.run(plan(Preset.INTERPRETABLE), stop, deadline);

        assertThat(run.bundle().rules()).isPresent();
        assertThat(run.notes()).anyMatch(note -> note.contains("the model of the first fold is taken"));
    }

    @Test
    void opaqueCandidatesOfAnInterpretableRunAreAnError() {
        Configuration forest = new Configuration("mine", "random_forest", Settings.NONE);
        Plan plan = plan(Preset.INTERPRETABLE);

        assertThatThrownBy(() -> run(plan.withEffort(plan.effort().withCandidates(List.of(forest)))))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("\"mine\"")
                .hasMessageContaining("decision_tree");
        assertThatThrownBy(() -> run(plan.withLearners(List.of("lightgbm"))))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("interpretable");
    }

    @Test
    void aFastRunServesOneConfigurationAndTriesNothingBeyondItsList() {
        Run run = run(plan(Preset.FAST).withTime(Duration.ofMinutes(2)));

        assertThat(run.leaderboard())
                .extracting(entry -> entry.trial().name())
                .as("what was tried, and the one-model forms of it")
                .containsExactlyInAnyOrder("dummy", "lightgbm_small", "lightgbm_small_refit", "linear", "linear_refit");
        assertThat(run.bundle().manifest().scores().getFirst().rows()).isEqualTo(Manifest.Rows.OUT_OF_FOLD);
        assertThat(run.bundle().rules()).isEmpty();
        assertThat(score(run)).isGreaterThan(0.8);
    }

    @Test
    void presetsDifferInTimeFoldsAndSizeOfTheEnsemble() {
        assertThat(plan(Preset.FAST).effectiveBudget().time()).contains(Duration.ofSeconds(15));
        assertThat(plan(Preset.BEST).effectiveBudget().time()).contains(Duration.ofMinutes(10));
        assertThat(Preset.BEST.folds(true))
                .isGreaterThan(Preset.BALANCED.folds(true))
                .isGreaterThan(Preset.FAST.folds(true));
        assertThat(Preset.FAST.folds(false)).isEqualTo(1);
        assertThat(run(plan(Preset.BEST).withTrials(2))
                        .bundle()
                        .manifest()
                        .provenance()
                        .plan())
                .contains("preset: best")
                .contains("folds: 10");
    }

    @Test
    void anUnknownPresetIsAnErrorWithTheNearestOne() {
        assertThatThrownBy(() -> Plan.parse("source: a.csv\ntarget: y\npreset: fats\n"))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("preset: There is no preset \"fats\". Did you mean \"fast\"?");
    }

    private static Plan plan(Preset preset) {
        return Plan.of(table.toString(), "y").withPreset(preset).withThreads(2);
    }

    private static Run run(Plan plan) {
        return Lepton.run(plan, Progress.SILENT, plan.start());
    }

    private static double score(Run run) {
        return run.bundle().manifest().scores().getFirst().value();
    }
}
