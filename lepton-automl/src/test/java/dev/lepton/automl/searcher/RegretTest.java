package dev.lepton.automl.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.testkit.Surface;
import dev.lepton.testkit.Surfaces;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Searches against random search: the median regret of 20 seeds after trials that cost as much as 50 at full
/// fidelity.
class RegretTest {

    private static final int SEEDS = 20;
    private static final double COST = 50;

    static Stream<Arguments> pairs() {
        return Stream.of(Way.TPE)
                .flatMap(way -> Stream.of(Surfaces.BRANIN, Surfaces.HARTMANN6, Surfaces.MIXED)
                        .map(surface -> Arguments.of(way, surface)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void itsMedianRegretIsAtMostHalfOfThatOfRandomSearch(Way way, Surface surface) {
        Function<Seed, Strategy> strategy = seed -> way.of(seed.value());

        double own = Regret.median(surface, strategy, SEEDS, COST);
        double random = Regret.median(surface, Strategies::random, SEEDS, COST);

        assertThat(own).isLessThanOrEqualTo(random / 2);
    }
}
