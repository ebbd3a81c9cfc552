package dev.lepton.automl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.model.Metrics;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShortlistTest {

    private static final Contender BASELINE = PaceTest.contender(1, 10, 100);

    @Test
    void theBestAndThenWhatIsSmallerThanAllThatScoreBetter() {
        Contender best = PaceTest.contender(2, 1, 9_000);
        Contender larger = PaceTest.contender(3, 2, 9_500);
        Contender smaller = PaceTest.contender(4, 3, 5_000);
        Contender smallest = PaceTest.contender(5, 4, 50);

        assertThat(Shortlist.of(List.of(best, larger, smaller, smallest, BASELINE), Metrics.RMSE))
                .containsExactly(best, smaller, smallest);
    }

    @Test
    void whatIsNearerToTheBaselineThanToTheBestIsLeftOut() {
        Contender best = PaceTest.contender(2, 1, 9_000);
        Contender poor = PaceTest.contender(3, 6, 50);

        assertThat(Shortlist.of(List.of(best, poor, BASELINE), Metrics.RMSE)).containsExactly(best);
    }

    @Test
    void contendersWhoseModelsWereDroppedAreLeftOut() {
        Contender best = PaceTest.contender(2, 1, 9_000);
        Contender dropped = PaceTest.contender(3, 2, 50).withoutModels();

        assertThat(Shortlist.of(List.of(best, dropped, BASELINE), Metrics.RMSE)).containsExactly(best);
    }
}
