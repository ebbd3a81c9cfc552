package dev.lepton.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Progress;
import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Memo;
import dev.lepton.model.Metrics;
import dev.lepton.model.Task;
import dev.lepton.model.Trial;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How searches go on after the given candidates: one line whose best slope is 4, in a space from -10 to 10.
class SearchWayTest {

    private static final int TRIALS = 14;
    private static final Examples EXAMPLES = examples();
    private static final List<Candidate> GIVEN =
            List.of(SlopeLearner.candidate("mean", "x", 0), SlopeLearner.candidate("by_x", "x", 1));

    /// The same with rounds, of which a ninth reaches three quarters of the slope.
    private static final List<Candidate> COUNTING =
            List.of(SlopeLearner.counting("mean", 0, 18), SlopeLearner.counting("by_x", 1, 18));

    @ParameterizedTest
    @EnumSource
    void aCountBudgetGivesTheSameTrialsWithAnyNumberOfWorkers(SearchWay way) {
        Found one = run(way, TRIALS, 1);
        Found four = run(way, TRIALS, 4);

        assertThat(settings(four)).isEqualTo(settings(one)).doesNotHaveDuplicates();
        assertThat(four.ensemble().model().toGraph().toBytes())
                .isEqualTo(one.ensemble().model().toGraph().toBytes());
    }

    @ParameterizedTest
    @EnumSource
    void moreTrialsBeginWithThoseOfFewer(SearchWay way) {
        List<String> fewer = settings(run(way, 9, 2));

        assertThat(settings(run(way, TRIALS, 2))).startsWith(fewer.toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "NEAR", "TPE", "GAUSSIAN_PROCESS", "FOREST", "COST_FRUGAL", "BOHB"})
    void whatLearnsFromTrialsComesNearTheBestSlope(SearchWay way) {
        Found found = run(way, 40, 2);

        // 3 off costs an error of 3; a tenth of the range is left
        assertThat(found.ranking().getFirst().score()).isLessThan(1);
    }

    @Test
    void theSearcherThatIsNamedChooses() {
        assertThat(slopes(run(SearchWay.GRID, TRIALS, 1))).containsExactlyInAnyOrder(-10.0, 10.0); // 0 was given
        assertThat(Arrays.stream(SearchWay.values())
                        .filter(way -> way != SearchWay.AUTO)
                        .map(way -> settings(run(way, TRIALS, 1))))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(names = {"HYPERBAND", "ASHA", "BOHB"})
    void onlySettingsThatAreGoodWithLessEffortAreFittedWhole(SearchWay way) {
        for (Folds folds : List.of(folds(), Folds.given(150, 50))) {
            for (List<Candidate> given : List.of(GIVEN, COUNTING)) {
                Map<String, Map<Double, Integer>> fitted = new ConcurrentHashMap<>(); // folds, by fidelity
                Found found = new Search(EXAMPLES, folds, options(way, TRIALS), counting(folds, fitted))
                        .run(given, fit(1, Deadline.none()));

                assertThat(found.trials()).hasSizeGreaterThan(TRIALS);
                assertThat(found.trials())
                        .filteredOn(trial -> fitted.get(trial.name()).containsKey(1.0))
                        .hasSizeGreaterThan(given.size())
                        .allMatch(trial -> trial.outcome() instanceof Trial.Scored);
                assertThat(found.trials())
                        .filteredOn(trial -> !fitted.get(trial.name()).containsKey(1.0))
                        .hasSizeGreaterThan(5)
                        .allMatch(trial -> trial.outcome() instanceof Trial.Failed failed
                                && failed.code() == ErrorCode.CANCELLED
                                && failed.reason().contains("rounds or rows"));
                assertThat(fitted.values())
                        .allSatisfy(each -> assertThat(each.values()).containsOnly(folds.count()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HYPERBAND", "ASHA", "BOHB"})
    void whatIsNotFittedWholeCountsAsItsShareOfATrial(SearchWay way) {
        Map<String, Map<Double, Integer>> fitted = new ConcurrentHashMap<>();
        Folds folds = folds();
        new Search(EXAMPLES, folds, options(way, TRIALS), counting(folds, fitted))
                .run(COUNTING, fit(4, Deadline.none()));

        assertThat(fitted.values().stream()
                        .flatMap(each -> each.keySet().stream())
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isBetween(TRIALS - 1.0, TRIALS + 1e-6); // what comes next may cost up to one
    }

    @ParameterizedTest
    @EnumSource(names = {"HYPERBAND", "ASHA", "BOHB"})
    void noMemberOfTheAnswerWasFittedInPart(SearchWay way) {
        Found found = new Search(EXAMPLES, folds(), options(way, TRIALS)).run(COUNTING, fit(2, Deadline.none()));

        assertThat(found.ranking()).allMatch(contender -> contender.candidate().isWhole());
        assertThat(found.ensemble().members())
                .allMatch(member -> member.candidate().isWhole());
    }

    @ParameterizedTest
    @EnumSource(names = {"HYPERBAND", "ASHA", "BOHB"})
    void halvingOverRoundsDoesNotDependOnTheNumberOfWorkers(SearchWay way) {
        Found one = new Search(EXAMPLES, folds(), options(way, TRIALS)).run(COUNTING, fit(1, Deadline.none()));
        Found four = new Search(EXAMPLES, folds(), options(way, TRIALS)).run(COUNTING, fit(4, Deadline.none()));

        assertThat(settings(four)).isEqualTo(settings(one));
        assertThat(four.ensemble().score()).isEqualTo(one.ensemble().score());
    }

    private static FoldFitter counting(Folds folds, Map<String, Map<Double, Integer>> fitted) {
        InProcess inProcess = new InProcess(EXAMPLES, folds);
        return (candidate, fold, context) -> {
            fitted.computeIfAbsent(candidate.name(), any -> new ConcurrentHashMap<>())
                    .merge(candidate.fidelity(), 1, Integer::sum);
            return inProcess.fit(candidate, fold, context);
        };
    }

    @ParameterizedTest
    @EnumSource
    void aSearchWithAnEndInTimeStopsWhereNothingGetsBetter(SearchWay way) {
        Deadline deadline = Deadline.after(Duration.ofMinutes(5));
        Found found = new Search(
                        EXAMPLES, folds(), SearchOptions.DEFAULTS.withWay(way).withTrials(OptionalInt.of(5_000)))
                .run(GIVEN, fit(2, deadline));

        assertThat(found.trials()).hasSizeGreaterThan(GIVEN.size()).hasSizeLessThan(5_000);
        assertThat(deadline.isOver()).isFalse();
    }

    @Test
    void namesAreReadAndTheNearestIsNamed() {
        for (SearchWay way : SearchWay.values()) {
            assertThat(SearchWay.parse(way.id())).isEqualTo(way);
        }
        assertThatThrownBy(() -> SearchWay.parse("hyperbant"))
                .isInstanceOf(LeptonException.class)
                .hasMessage("There is no searcher \"hyperbant\". Did you mean \"hyperband\"?");
    }

    private static Found run(SearchWay way, int trials, int threads) {
        return new Search(EXAMPLES, folds(), options(way, trials)).run(GIVEN, fit(threads, Deadline.none()));
    }

    private static SearchOptions options(SearchWay way, int trials) {
        return SearchOptions.DEFAULTS.withTrials(OptionalInt.of(trials)).withWay(way);
    }

    private static Folds folds() {
        return Folds.stratified(EXAMPLES.target(), 5, new Seed(1));
    }

    private static Fit fit(int threads, Deadline deadline) {
        return new Fit(new Seed(1), deadline, threads, Progress.SILENT, Metrics.RMSE, new Memo());
    }

    private static List<String> settings(Found found) {
        return found.trials().stream().map(trial -> trial.settings().toJson()).toList();
    }

    /// Of the trials after the given ones.
    private static List<Double> slopes(Found found) {
        return found.trials().stream()
                .skip(GIVEN.size())
                .map(trial -> ((Number) trial.settings().values().get("slope")).doubleValue())
                .toList();
    }

    private static Examples examples() {
        RandomGenerator random = new Seed(5).random();
        double[] x = new double[200];
        double[] target = new double[200];
        for (int row = 0; row < x.length; row++) {
            x[row] = random.nextGaussian();
            target[row] = 4 * x[row] + 0.1 * random.nextGaussian();
        }
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("x", NumberColumn.of(x));
        return new Examples(Task.Regression.SQUARED, Table.of(columns), Values.of(target), Weights.uniform(200));
    }
}
