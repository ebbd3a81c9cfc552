package dev.lepton.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.Bytes;
import dev.lepton.base.Deadline;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Progress;
import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Memo;
import dev.lepton.model.Metrics;
import dev.lepton.model.Model;
import dev.lepton.model.Task;
import dev.lepton.model.Trial;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SearchTest {

    static final Examples EXAMPLES = examples(200);

    @Test
    void theEnsembleJoinsContendersThatKnowDifferentThings() {
        Found found = search(trials(3))
                .run(
                        List.of(
                                SlopeLearner.candidate("mean", "x", 0),
                                SlopeLearner.candidate("by_x", "x", 4),
                                SlopeLearner.candidate("by_z", "z", 4)),
                        fit(2, Deadline.none(), Progress.SILENT));

        assertThat(found.ensemble().members().stream()
                        .map(member -> member.candidate().name()))
                .containsExactlyInAnyOrder("by_x", "by_z");
        assertThat(found.ensemble().score())
                .isLessThan(found.ranking().getFirst().score());
        assertThat(found.judged().size()).isEqualTo(200);
    }

    @Test
    void theBaselineIsNeverMixedIn() {
        Found found = search(trials(2))
                .run(
                        List.of(SlopeLearner.candidate("mean", "x", 0), SlopeLearner.candidate("by_x", "x", 6)),
                        fit(1, Deadline.none(), Progress.SILENT));

        assertThat(found.ensemble().members()).hasSize(1);
    }

    @Test
    void theModelAnswersWithTheMeanOfAllFolds() {
        Found found = search(trials(2))
                .run(
                        List.of(SlopeLearner.candidate("mean", "x", 0), SlopeLearner.candidate("by_x", "x", 2)),
                        fit(1, Deadline.none(), Progress.SILENT));
        Contender best = found.ranking().getFirst();
        double mean = best.models().stream()
                .mapToDouble(model -> model.predict(EXAMPLES.inputs()).get(7, 0))
                .average()
                .orElseThrow();

        assertThat(best.models()).hasSize(5);
        assertThat(best.model().predict(EXAMPLES.inputs()).get(7, 0)).isCloseTo(mean, within(1e-12));
    }

    @Test
    void theGraphOfTheEnsembleReadsEachInputOnce() {
        Found found = search(trials(3))
                .run(
                        List.of(
                                SlopeLearner.candidate("mean", "x", 0),
                                SlopeLearner.candidate("by_x", "x", 4),
                                SlopeLearner.candidate("by_z", "z", 4)),
                        fit(1, Deadline.none(), Progress.SILENT));

        assertThat(found.ensemble().model().toGraph().inputs())
                .extracting(value -> value.name())
                .containsExactlyInAnyOrder("x", "z");
    }

    @Test
    void modelsWithTheirGraphsAtHandGiveTheSameGraph() {
        Found found = search(trials(3))
                .run(
                        List.of(
                                SlopeLearner.candidate("mean", "x", 0),
                                SlopeLearner.candidate("by_x", "x", 4),
                                SlopeLearner.candidate("by_z", "z", 4)),
                        fit(1, Deadline.none(), Progress.SILENT));

        Model lowered = new Lowering(2).of(found.ensemble()).model();

        assertThat(lowered.toGraph().toBytes())
                .isEqualTo(found.ensemble().model().toGraph().toBytes());
        assertThat(lowered.predict(EXAMPLES.inputs()).get(7, 0))
                .isEqualTo(found.ensemble().model().predict(EXAMPLES.inputs()).get(7, 0));
    }

    @Test
    void aFailedTrialCostsOnlyItself() {
        Found found = search(trials(3))
                .run(
                        List.of(
                                SlopeLearner.candidate("mean", "x", 0),
                                SlopeLearner.broken("broken"),
                                SlopeLearner.candidate("by_x", "x", 2)),
                        fit(2, Deadline.none(), Progress.SILENT));

        assertThat(found.ranking()).hasSize(2);
        assertThat(found.trials().get(1).outcome())
                .isInstanceOfSatisfying(
                        Trial.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo("This learner always breaks."));
    }

    @Test
    void whereEveryTrialFailsTheFirstReasonIsTold() {
        Found found =
                search(trials(1)).run(List.of(SlopeLearner.broken("broken")), fit(2, Deadline.none(), Progress.SILENT));

        assertThatThrownBy(found::ensemble)
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("broken: This learner always breaks.");
    }

    @Test
    void aCountBudgetGivesTheSameResultWithAnyNumberOfThreads() {
        List<Candidate> candidates =
                List.of(SlopeLearner.candidate("mean", "x", 0), SlopeLearner.candidate("by_x", "x", 3));
        Found one = search(trials(12)).run(candidates, fit(1, Deadline.none(), Progress.SILENT));
        Found four = search(trials(12)).run(candidates, fit(4, Deadline.none(), Progress.SILENT));

        assertThat(one.trials()).hasSize(12);
        assertThat(four.trials().stream().map(Trial::settings).toList())
                .isEqualTo(one.trials().stream().map(Trial::settings).toList());
        assertThat(four.ensemble().model().toGraph().toBytes())
                .isEqualTo(one.ensemble().model().toGraph().toBytes());
    }

    @Test
    void drawsAfterTheListFindBetterSettings() {
        Found found = search(trials(40))
                .run(List.of(SlopeLearner.candidate("mean", "x", 0)), fit(2, Deadline.none(), Progress.SILENT));

        assertThat(found.trials()).hasSize(40);
        assertThat(found.ranking().getFirst().score())
                .isLessThan(0.8 * ((Trial.Scored) found.trials().getFirst().outcome()).score());
    }

    @Test
    void weightsFlowIntoFitsScoresAndChoice() {
        double[] weights = new double[EXAMPLES.size()];
        double[] targets = new double[EXAMPLES.size()];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = row % 2;
            targets[row] = row % 2 == 1 ? 5 : 1000;
        }
        Examples weighted =
                new Examples(Task.Regression.SQUARED, EXAMPLES.inputs(), Values.of(targets), Weights.of(weights));
        Found found = new Search(
                        weighted,
                        Folds.stratified(weighted.target(), 5, new Seed(1)),
                        SearchOptions.DEFAULTS.withTrials(trials(1)))
                .run(List.of(SlopeLearner.candidate("mean", "x", 0)), fit(2, Deadline.none(), Progress.SILENT));

        assertThat(found.ensemble().score()).isZero();
    }

    @Test
    void aTimeBudgetEndsTheSearchAndKeepsWhatIsFinished() {
        Deadline deadline = Deadline.after(Duration.ofMillis(1500));
        Found found = search(OptionalInt.empty())
                .run(
                        List.of(
                                SlopeLearner.fixed("mean", 0),
                                SlopeLearner.fixed("by_x", 2),
                                SlopeLearner.slow("slow", 4, 600)),
                        fit(2, deadline, Progress.SILENT));

        assertThat(found.ensemble().members())
                .extracting(member -> member.candidate().name())
                .contains("by_x");
        assertThat(found.trials().get(2).outcome()).isInstanceOf(Trial.Failed.class);
    }

    @Test
    void drawsFollowTheListHoweverEarlyItsBestCame() {
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(SlopeLearner.fixed("mean", 0));
        candidates.add(SlopeLearner.candidate("by_x", "x", 4));
        for (int i = 0; i < 20; i++) {
            candidates.add(SlopeLearner.fixed("wrong_" + i, -5 - i));
        }

        Found found = search(OptionalInt.empty())
                .run(candidates, fit(2, Deadline.after(Duration.ofSeconds(20)), Progress.SILENT));

        assertThat(found.trials()).hasSizeGreaterThan(candidates.size());
    }

    @Test
    void theFirstRealCandidateIsCutShortRatherThanLost() {
        Deadline deadline = Deadline.after(Duration.ofMillis(600));
        Found found = search(OptionalInt.empty())
                .run(
                        List.of(SlopeLearner.fixed("mean", 0), SlopeLearner.slow("slow", 4, 5)),
                        fit(1, deadline, Progress.SILENT));

        assertThat(found.ranking().getFirst().candidate().name()).isEqualTo("slow");
    }

    @Test
    void theBaselineIsLearntWhereNoTimeIsLeft() {
        Found found = search(OptionalInt.empty())
                .run(
                        List.of(SlopeLearner.fixed("mean", 0), SlopeLearner.fixed("by_x", 2)),
                        fit(2, Deadline.after(Duration.ZERO), Progress.SILENT));

        assertThat(found.ensemble().members())
                .extracting(member -> member.candidate().name())
                .containsExactly("mean");
        assertThat(found.judged().size()).isEqualTo(200);
    }

    @Test
    void oneFinishedFoldIsBetterThanTheBaseline() {
        Deadline deadline = Deadline.none();
        Found found = search(trials(2))
                .run(
                        List.of(SlopeLearner.fixed("mean", 0), SlopeLearner.cancelling("cut", 4, deadline)),
                        fit(1, deadline, Progress.SILENT));

        assertThat(found.ensemble().members().getFirst().candidate().name()).isEqualTo("cut");
        assertThat(found.judged().size()).isEqualTo(40);
    }

    @Test
    void cancellingKeepsTheBestSoFar() {
        Deadline deadline = Deadline.none();
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Found found = search(OptionalInt.empty())
                .run(
                        List.of(
                                SlopeLearner.candidate("mean", "x", 0),
                                SlopeLearner.candidate("by_x", "x", 2),
                                SlopeLearner.candidate("never", "x", 4)),
                        fit(1, deadline, event -> {
                            if (event instanceof Progress.Event.TrialFinished finished) {
                                seen.add(finished.learner());
                                if (finished.trial() == 2) {
                                    deadline.cancel();
                                }
                            }
                        }));

        assertThat(seen).containsExactly("mean", "by_x");
        assertThat(found.ensemble().members().getFirst().candidate().name()).isEqualTo("by_x");
    }

    @Test
    void theEnsembleKeepsItsBoundOfBytes() {
        List<Candidate> candidates = List.of(
                SlopeLearner.candidate("mean", "x", 0),
                SlopeLearner.candidate("by_x", "x", 4),
                SlopeLearner.candidate("by_z", "z", 4));
        Found wide = search(trials(3)).run(candidates, fit(1, Deadline.none(), Progress.SILENT));
        long one = wide.ranking().getFirst().bytes();
        long most = one + one / 2;
        SearchOptions narrow = SearchOptions.DEFAULTS.withTrials(trials(3)).withSize(new Bytes(most));
        Found found = new Search(EXAMPLES, Folds.stratified(EXAMPLES.target(), 5, new Seed(1)), narrow)
                .run(candidates, fit(1, Deadline.none(), Progress.SILENT));

        assertThat(wide.ensemble().members()).hasSize(2);
        assertThat(wide.ensemble().bytes()).isGreaterThan(most);
        assertThat(found.ensemble().members())
                .hasSize(2)
                .allSatisfy(member -> assertThat(member.models()).hasSize(3));
        assertThat(found.ensemble().bytes()).isLessThanOrEqualTo(most);
        assertThat(found.withParts(found.ensemble().parts(), Metrics.RMSE)
                        .ensemble()
                        .bytes())
                .as("the same models, named by their parts")
                .isEqualTo(found.ensemble().bytes());
    }

    private static Search search(OptionalInt trials) {
        return new Search(
                EXAMPLES,
                Folds.stratified(EXAMPLES.target(), 5, new Seed(1)),
                SearchOptions.DEFAULTS.withTrials(trials));
    }

    private static OptionalInt trials(int count) {
        return OptionalInt.of(count);
    }

    private static Fit fit(int threads, Deadline deadline, Progress progress) {
        return new Fit(new Seed(1), deadline, threads, progress, Metrics.RMSE, new Memo());
    }

    /// The target is 4 x + 4 z and a little noise.
    private static Examples examples(int rows) {
        RandomGenerator random = new Seed(5).random();
        double[] x = new double[rows];
        double[] z = new double[rows];
        double[] target = new double[rows];
        for (int row = 0; row < rows; row++) {
            x[row] = random.nextGaussian();
            z[row] = random.nextGaussian();
            target[row] = 4 * x[row] + 4 * z[row] + 0.1 * random.nextGaussian();
        }
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("x", NumberColumn.of(x));
        columns.put("z", NumberColumn.of(z));
        return new Examples(Task.Regression.SQUARED, Table.of(columns), Values.of(target), Weights.uniform(rows));
    }
}
