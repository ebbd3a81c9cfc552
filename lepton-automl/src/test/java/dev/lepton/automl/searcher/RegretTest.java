package dev.lepton.automl.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.testkit.Surface;
import dev.lepton.testkit.Surfaces;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Searches against random search: the median regret of 20 seeds after trials that cost as much as 50 at full
/// fidelity.
class RegretTest {

    private static final int SEEDS = 20;
    private static final double COST = 50;

    static Stream<Arguments> waysAndSurfaces() {
        return onAll(Way.TPE, Way.GAUSSIAN_PROCESS, Way.FOREST, Way.COST_FRUGAL, Way.HYPERBAND, Way.ASHA, Way.BOHB);
    }

    private static Stream<Arguments> onAll(Way... ways) {
        return Stream.of(ways)
                .flatMap(way -> Stream.of(Surfaces.BRANIN, Surfaces.HARTMANN6, Surfaces.MIXED)
                        .map(surface -> Arguments.of(way, surface)));
    }

    @ParameterizedTest
    @MethodSource("waysAndSurfaces")
    void whatLearnsOrHalvesHasAtMostHalfTheMedianRegretOfRandomSearch(Way way, Surface surface) {
        assertThat(ratio(way, surface)).isLessThanOrEqualTo(0.5);
    }

    private static double ratio(Way way, Surface surface) {
        double own = Regret.median(surface, seed -> way.of(seed.value()), SEEDS, COST);
        return own / Regret.median(surface, Strategies::random, SEEDS, COST);
    }
}
