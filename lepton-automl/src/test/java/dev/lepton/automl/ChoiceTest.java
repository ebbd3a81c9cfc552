package dev.lepton.automl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Bytes;
import dev.lepton.base.Deadline;
import dev.lepton.base.Seed;
import dev.lepton.model.Estimates;
import dev.lepton.model.Examples;
import dev.lepton.model.Interval;
import dev.lepton.model.Metrics;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChoiceTest {

    private static final int ROWS = 300;
    private static final double[] TRUTH =
            IntStream.range(0, ROWS).asDoubleStream().toArray();
    private static final Examples JUDGED = new Examples(
            Task.Regression.SQUARED,
            Table.of(new LinkedHashMap<>(Map.of("x", NumberColumn.of(TRUTH)))),
            Values.of(TRUTH),
            Weights.uniform(ROWS));

    private final Choice choice = new Choice(JUDGED, Metrics.RMSE, SearchOptions.DEFAULTS, 1);

    @Test
    void aSmallerEnsembleTakesAFractionOfTheBytes() {
        List<Contender> ranking = ranking(1_000, 1_000, 1_000, 90, 80, 70);
        Ensemble whole = choice.ensemble(ranking, Deadline.none());

        assertThat(whole.bytes()).isEqualTo(3_240);
        assertThat(choice.smaller(whole, ranking, Deadline.none())).hasValueSatisfying(smaller -> {
            assertThat(smaller.members()).hasSizeGreaterThan(1);
            assertThat(smaller.bytes()).isLessThanOrEqualTo(1_080);
            assertThat(smaller.score()).isGreaterThan(whole.score()); // an error
        });
    }

    @Test
    void whereOnlyOneFitsTheFractionThereIsNoSmallerEnsemble() {
        List<Contender> ranking = ranking(1_000, 1_000, 600);
        Ensemble whole = choice.ensemble(ranking, Deadline.none());

        assertThat(whole.members()).hasSize(3);
        assertThat(choice.smaller(whole, ranking, Deadline.none())).isEmpty();
    }

    @Test
    void whatWouldLeaveNoRoomForASecondOpinionComesWithFewerOfItsModels() {
        List<Contender> ranking = ranking(4, new long[] {9_000, 1_000, 900});
        Ensemble chosen = chosenWithin(6_000, ranking);

        assertThat(chosen.bytes()).isLessThanOrEqualTo(6_000);
        assertThat(chosen.members()).anySatisfy(member -> {
            assertThat(member.bytes()).isEqualTo(2_250); // one of four: two would take more than a half
            assertThat(member.models()).hasSize(1);
        });
    }

    @Test
    void whatStandsAloneComesWithAllModelsThatFit() {
        Contender large = ranking(4, new long[] {9_000}).getFirst();

        assertThat(chosenWithin(6_999, List.of(large)).members().getFirst().models())
                .hasSize(3);
        assertThat(chosenWithin(9_000, List.of(large)).members().getFirst()).isEqualTo(large);
        assertThat(chosenWithin(10, List.of(large)).members().getFirst().models())
                .hasSize(1);
    }

    private static Ensemble chosenWithin(long bytes, List<Contender> ranking) {
        return new Choice(JUDGED, Metrics.RMSE, SearchOptions.DEFAULTS.withSize(new Bytes(bytes)), 1)
                .ensemble(ranking, Deadline.none());
    }

    private static List<Contender> ranking(long... bytes) {
        return ranking(1, bytes);
    }

    /// Contenders whose errors have nothing to do with each other, so that all of them help.
    private static List<Contender> ranking(int models, long[] bytes) {
        List<Contender> ranking = new ArrayList<>();
        for (int i = 0; i < bytes.length; i++) {
            RandomGenerator random = new Seed(i).random();
            double[] answers = new double[ROWS];
            for (int row = 0; row < ROWS; row++) {
                answers[row] = TRUTH[row] + random.nextGaussian();
            }
            double score = Metrics.RMSE.score(JUDGED.target(), Estimates.of(answers), JUDGED.weights());
            ranking.add(new Contender(
                    i + 2,
                    SlopeLearner.candidate("contender_" + i, "x", 1),
                    Collections.nCopies(models, new SlopeLearner.Line("x", 1, 0)),
                    Estimates.of(answers),
                    score,
                    new Interval(score, score, 0.95),
                    Duration.ZERO,
                    Duration.ZERO,
                    bytes[i]));
        }
        ranking.sort(Comparator.comparingDouble(Contender::score));
        return ranking;
    }
}
