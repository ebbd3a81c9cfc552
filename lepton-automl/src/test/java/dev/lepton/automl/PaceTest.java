package dev.lepton.automl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.model.Estimates;
import dev.lepton.model.Interval;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Duration TIME = Duration.ofSeconds(60);

    private final Pace pace = new Pace(5, 2, TIME);

    @Test
    void aFoldLeavesTimeToWriteItsModelDown() {
        Duration unknown = pace.toFinish("boosting");
        pace.exported("boosting", fold(Duration.ofMillis(300), 1_000_000));
        pace.exported("boosting", fold(Duration.ofMillis(200), 900_000));
        pace.exported("line", fold(Duration.ofMillis(1), 1_000));

        assertThat(unknown).isPositive().isLessThan(TIME.dividedBy(10));
        assertThat(pace.toFinish("boosting"))
                .isGreaterThan(Duration.ofMillis(300))
                .isEqualTo(pace.toFinish("line").multipliedBy(300));
        assertThat(pace.toFinish("never seen")).isEqualTo(pace.toFinish("boosting"));
    }

    @Test
    void anythingIsAffordableUntilAGraphWasMade() {
        assertThat(pace.affordable(Duration.ofMillis(1), List.of(), List.of())).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatIsAffordableFollowsFromTheQuickestGraph() {
        pace.exported("slow", fold(Duration.ofSeconds(1), 1_000_000));
        long slow = pace.affordable(Duration.ofSeconds(10), List.of(), List.of());
        pace.exported("quick", fold(Duration.ofMillis(250), 1_000_000));

        assertThat(pace.affordable(Duration.ofSeconds(10), List.of(), List.of()))
                .isEqualTo(4 * slow);
        assertThat(pace.affordable(Duration.ofSeconds(5), List.of(), List.of())).isEqualTo(2 * slow);
        assertThat(slow).isLessThan(10_000_000);
    }

    @Test
    void lessIsAffordableWhereTheGraphsOfTheBestAreSlowToMake() {
        pace.exported("quick", fold(Duration.ofMillis(10), 1_000_000));
        Contender quick = contender(2, 5, 1_000_000);
        Contender slow = new Contender(
                3,
                quick.candidate(),
                quick.models(),
                quick.answers(),
                5,
                quick.interval(),
                Duration.ZERO,
                Duration.ofSeconds(1),
                1_000_000);
        Duration left = Duration.ofSeconds(10);

        assertThat(pace.affordable(left, List.of(quick), List.of()))
                .isEqualTo(pace.affordable(left, List.of(), List.of()));
        assertThat(pace.affordable(left, List.of(slow), List.of())).isBetween(10_000_000L, 20_000_000L);
    }

    @Test
    void whereTimeIsShortTheEnsembleGoesBeforeContendersAlone() {
        pace.exported("quick", fold(Duration.ofMillis(100), 1_000_000));
        Contender best = contender(2, 5, 4_000_000);
        Duration alone = pace.alone(List.of(best));

        assertThat(pace.affordable(alone, List.of(best), List.of(best))).isBetween(1_000_000L, 4_000_000L);
        assertThat(pace.affordable(alone.multipliedBy(2), List.of(best), List.of(best)))
                .as("not more than the ensemble that was expected, until there is time for the others too")
                .isEqualTo(4_000_000);
    }

    @Test
    void foldsAreSharedAmongWorkers() {
        assertThat(pace.rounds(5)).isEqualTo(3);
        assertThat(pace.rounds(1)).isEqualTo(1);
    }

    @Test
    void timeIsKeptForEachContenderThatShallBeMeasuredAlone() {
        Contender contender = contender(1, 5, 2_000_000);
        pace.exported("boosting", fold(Duration.ofMillis(100), 1_000_000));
        Duration none = pace.reserve(List.of(contender, contender), List.of(), SearchOptions.DEFAULTS);
        Duration one = pace.reserve(List.of(contender, contender), List.of(contender), SearchOptions.DEFAULTS);

        assertThat(one.minus(none))
                .isEqualTo(pace.alone(List.of(contender)))
                .isGreaterThan(Duration.ofMillis(200)); // that is how long making its graph takes
    }

    static Contender contender(int number, double score, long bytes) {
        return new Contender(
                number,
                SlopeLearner.candidate("by_x_" + number, "x", 1),
                List.of(new SlopeLearner.Line("x", 1, 0)),
                Estimates.of(new double[] {1}),
                score,
                new Interval(score, score, 0.95),
                Duration.ZERO,
                Duration.ZERO,
                bytes);
    }

    private static FoldFit fold(Duration export, long bytes) {
        return new FoldFit(
                new SlopeLearner.Line("x", 1, 0), Estimates.of(new double[] {1}), Duration.ofSeconds(1), export, bytes);
    }
}
