package dev.lepton.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.automl.Candidate;
import dev.lepton.automl.Folds;
import dev.lepton.automl.Found;
import dev.lepton.automl.Search;
import dev.lepton.automl.SearchOptions;
import dev.lepton.base.Bytes;
import dev.lepton.base.Deadline;
import dev.lepton.base.Progress;
import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Frontier;
import dev.lepton.model.Metrics;
import dev.lepton.model.Model;
import dev.lepton.model.Requirement;
import dev.lepton.model.Trial;
import dev.lepton.model.bundle.Manifest;
import dev.lepton.testkit.GeneratedTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One model in place of the mean of folds' models.
class FormsTest {

    private static final int FOLDS = 3;

    @TempDir
    static Path folder;

    private static Path rows = Path.of("");
    private static Run both;

    @BeforeAll
    static void trainOnce() throws IOException {
        var table = GeneratedTables.mixed(400, new Seed(8));
        List<String> lines =
                new ArrayList<>(List.of(String.join(",", table.schema().names()) + ",bought"));
        for (int row = 0; row < table.rows(); row++) {
            List<String> cells = new ArrayList<>();
            for (var column : table.columns()) {
                cells.add('"' + column.text(row) + '"');
            }
            boolean bought = table.column("balance").text(row).startsWith("-");
            lines.add(String.join(",", cells) + (bought == (row % 7 != 0) ? ",yes" : ",no"));
        }
        rows = Files.write(folder.resolve("rows.csv"), lines);
        both = run(plan());
    }

    /// Of two learners whose ensemble has both.
    private static Plan plan() {
        return Plan.of(rows.toString(), "bought")
                .withFolds(FOLDS)
                .withThreads(2)
                .withSeed(4)
                .withLearners(List.of("dummy", "lightgbm", "xgboost"))
                .withTrials(3);
    }

    private static Run run(Plan plan) {
        return Lepton.run(plan, Progress.SILENT, Deadline.none());
    }

    private static Map<String, Manifest.Entry> measured(Run run) {
        return run.leaderboard().stream()
                .filter(entry -> entry.measurement().isPresent())
                .collect(Collectors.toMap(entry -> entry.trial().name(), Function.identity()));
    }

    private static double score(Manifest.Entry entry) {
        return entry.trial().outcome() instanceof Trial.Scored scored ? scored.score() : Double.NaN;
    }

    private static long size(Manifest.Entry entry) {
        return entry.measurement().orElseThrow().size().count();
    }

    @Test
    void oneModelOfAContenderHasItsScoreInFewerBytes() {
        Map<String, Manifest.Entry> measured = measured(both);

        assertThat(measured).containsKeys("lightgbm", "lightgbm_refit");
        assertThat(score(measured.get("lightgbm_refit"))).isEqualTo(score(measured.get("lightgbm")));
        assertThat(size(measured.get("lightgbm_refit"))).isLessThan(size(measured.get("lightgbm")));
        assertThat(measured).containsKeys("ensemble", "ensemble_single");
        assertThat(score(measured.get("ensemble_single"))).isEqualTo(score(measured.get("ensemble")));
        assertThat(measured.keySet()).doesNotContain("lightgbm_single", "dummy_single", "dummy_refit");
    }

    @Test
    void theMeanOfFoldsIsServedUnlessABoundForbidsIt() {
        Frontier.Candidate<String> first = both.frontier().candidates().getFirst();

        assertThat(first.what()).isEqualTo(both.model());
        assertThat(first.averaged()).as("models of two members").isEqualTo(2 * FOLDS);
        assertThat(both.frontier().candidates()).anyMatch(candidate -> candidate.averaged() == 1);
    }

    @Test
    void aRefitGrowsTheRoundsOfTheFoldsModels() {
        Trial refit = measured(both).get("lightgbm_refit").trial();

        assertThat(refit.learner()).isEqualTo("lightgbm");
        assertThat(((Number) refit.settings().values().get("rounds")).intValue())
                .as("rounds, of which there would be 167 at this learning rate if nobody had counted")
                .isBetween(1, 166);
    }

    @Test
    void aRefitHasTheSameBytesWhereverTheFoldsWereFitted() {
        Plan small = bound("lightgbm_refit");
        Run here = run(small.withThreads(1));
        Run kept = Lepton.run(small, Progress.SILENT, Deadline.none(), Execution.keptIn(folder.resolve("refit")));

        assertThat(here.model()).endsWith("_refit");
        assertThat(kept.model()).isEqualTo(here.model());
        assertThat(kept.bundle().graph().toBytes())
                .isEqualTo(here.bundle().graph().toBytes());
        requireReplay(folder.resolve("refit"));
    }

    @Test
    void anEnsembleOfSingleModelsHasTheSameBytesWhereverTheyWereFitted() {
        Plan small = bound("ensemble_single");
        Run here = run(small.withThreads(1));
        Run kept = Lepton.run(small, Progress.SILENT, Deadline.none(), Execution.keptIn(folder.resolve("single")));

        assertThat(here.model()).isEqualTo("ensemble_single");
        assertThat(kept.model()).isEqualTo(here.model());
        assertThat(kept.bundle().graph().toBytes())
                .isEqualTo(here.bundle().graph().toBytes());
        requireReplay(folder.resolve("single"));
    }

    /// The plan with a bound that the named model just keeps.
    private static Plan bound(String name) {
        long size = size(measured(both).get(name));
        // Times and dates in a bundle are numbers of other lengths each time.
        return plan().withRequirements(List.of(new Requirement.Size(new Bytes(size + 500))));
    }

    private static void requireReplay(Path run) {
        Replay replay = Lepton.replay(run, Progress.SILENT);

        assertThat(replay.differences()).isEmpty();
        assertThat(replay.identical()).isTrue();
    }

    @Test
    void whereThereIsNoTimeTheModelThatLearntFromMostRowsStandsForARefit() {
        Examples examples = GeneratedTables.examples(GeneratedTables.BINARY, 300, new Seed(3));
        Folds folds = Folds.ordered(LongStream.range(0, examples.size()).toArray(), FOLDS);
        Fit context = Fit.of(new Seed(5), Metrics.AUC);
        Candidate linear = new Candidate("linear", Catalogue.learner("linear"));
        Found found = new Search(examples, folds, SearchOptions.DEFAULTS.withTrials(OptionalInt.of(1)))
                .run(List.of(linear), context);
        Choice choice = Choice.of(found, Metrics.AUC).getFirst();
        Forms forms = new Forms(
                new Refit(examples, folds, note -> {}),
                Set.of("linear"),
                Set.of("linear"),
                new Forms.Context(context.seed(), 1, context.metric(), context.memo()));
        List<Model> models = choice.ensemble().members().getFirst().models();

        Choice timely = forms.of(choice, Deadline.none()).orElseThrow();
        Choice late = forms.of(choice, Deadline.after(Duration.ofNanos(1))).orElseThrow();

        assertThat(timely.name()).isEqualTo("linear_refit");
        assertThat(late.name()).isEqualTo("linear_single");
        assertThat(late.ensemble().members().getFirst().models()).containsExactly(models.getLast());
        assertThat(late.ensemble().score()).isEqualTo(choice.ensemble().score());
    }

    @Test
    void whatIsLearntFromOnePartIsOneModelAlready() {
        Run run = run(plan().withFolds(1).withTrials(2));

        assertThat(measured(run).keySet()).noneMatch(name -> name.endsWith("_refit") || name.endsWith("_single"));
    }
}
