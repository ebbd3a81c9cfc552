package dev.lepton.automl.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.SearchSpace.Parameter;
import dev.lepton.model.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ContinuationTest {

    private static final SearchSpace BOOSTING = SearchSpace.of(
            new Parameter.Real("rate", 0.005, 0.5, true),
            new Parameter.Whole("leaves", 4, 256, true),
            new Parameter.Real("share", 0.3, 1, false));
    private static final SearchSpace LINEAR = SearchSpace.of(new Parameter.Real("penalty", 1e-3, 1e3, true));
    private static final Map<String, SearchSpace> SPACES =
            Map.of("boosting", BOOSTING, "linear", LINEAR, "constant", SearchSpace.FIXED);

    /// A made-up surface: boosting is best at rate 0.03, 48 leaves and share 0.7 with loss 0.2, and costs more the
    /// more leaves it has; a line is never below 0.3.
    private static double loss(String learner, Map<String, Object> values) {
        return switch (learner) {
            case "linear" -> 0.3 + Math.pow(Math.log10(number(values, "penalty")), 2) / 100;
            case "boosting" ->
                0.2
                        + Math.pow(Math.log(number(values, "rate") / 0.03), 2) / 50
                        + Math.pow(Math.log(number(values, "leaves") / 48), 2) / 50
                        + Math.pow(number(values, "share") - 0.7, 2) / 5;
            default -> 1;
        };
    }

    private static double cost(String learner, Map<String, Object> values) {
        return learner.equals("boosting") ? 2 + number(values, "leaves") / 20 : 1;
    }

    private static double number(Map<String, Object> values, String name) {
        return ((Number) values.get(name)).doubleValue();
    }

    @Test
    void itComesNearerToTheOptimumThanRandomDrawsForTheSameCost() {
        double[] own = new double[20];
        double[] random = new double[20];
        for (int seed = 0; seed < own.length; seed++) {
            own[seed] = continued(seed, 200) - 0.2;
            random[seed] = drawn(seed, 200) - 0.2;
        }

        assertThat(median(own)).isLessThan(median(random) / 2);
    }

    @Test
    void settingsOutsideOfTheSpaceAreKeptFromTheBestTrial() {
        Continuation continuation = continuation(1);
        tellPortfolio(continuation);

        for (Continuation.Next next : continuation.next(6, learner -> true)) {
            assertThat(SPACES.get(next.learner()).contains(next.suggestion().settings()))
                    .isTrue();
            assertThat(next.settings().values())
                    .containsEntry("extra", next.learner())
                    .containsAllEntriesOf(next.suggestion().settings().values());
        }
    }

    @Test
    void aLearnerThatMayNotBeAskedIsNotContinued() {
        Continuation continuation = continuation(1);
        tellPortfolio(continuation);

        assertThat(continuation.next(5, learner -> learner.equals("linear")))
                .hasSize(5)
                .allMatch(next -> next.learner().equals("linear"));
        assertThat(continuation.next(5, learner -> false)).isEmpty();
    }

    @Test
    void aLearnerThatOnlyFailedIsNotContinued() {
        Continuation continuation = continuation(1);
        continuation.tell("boosting", Settings.of(Map.of("rate", 0.1)), outcome(Double.NaN, 1));

        assertThat(continuation.next(3, learner -> true)).isEmpty();
    }

    private static Continuation continuation(long seed) {
        CfoOptions local = CfoOptions.DEFAULTS.withSpread(0);
        return new Continuation(SPACES, own -> Strategies.costFrugal(local, own), new Seed(seed));
    }

    private static Continuation.Outcome outcome(double loss, double cost) {
        return new Continuation.Outcome(Suggestion.FULL, loss, cost);
    }

    /// The first trials of a run: settings with values of all kinds, also out of range.
    private static double tellPortfolio(Continuation continuation) {
        List<Map<String, Object>> boosting = List.of(
                Map.of("rate", 0.1, "leaves", 31, "share", 1.0, "extra", "boosting"),
                Map.of("rate", 0.6, "leaves", 12, "share", 0.4, "extra", "boosting"));
        double spent = 0;
        for (Map<String, Object> values : boosting) {
            continuation.tell(
                    "boosting", Settings.of(values), outcome(loss("boosting", values), cost("boosting", values)));
            spent += cost("boosting", values);
        }
        Map<String, Object> line = Map.of("penalty", 10.0, "extra", "linear");
        continuation.tell("constant", Settings.NONE, outcome(1, 1));
        continuation.tell("linear", Settings.of(line), outcome(loss("linear", line), 1));
        return spent + 2;
    }

    private static double continued(long seed, double budget) {
        Continuation continuation = continuation(seed);
        double left = budget - tellPortfolio(continuation);
        double best = Double.POSITIVE_INFINITY;
        while (true) {
            List<Continuation.Next> batch = continuation.next(2, learner -> true);
            for (Continuation.Next next : batch) {
                double cost = cost(next.learner(), next.settings().values());
                double loss = loss(next.learner(), next.settings().values());
                left -= cost;
                best = left >= 0 ? Math.min(best, loss) : best;
                continuation.tell(next.learner(), next.settings(), outcome(loss, cost));
            }
            if (batch.isEmpty() || left <= 0) {
                return best;
            }
        }
    }

    private static double drawn(long seed, double budget) {
        RandomGenerator random = new Seed(seed).child("peer").random();
        Encoding encoding = new Encoding(BOOSTING);
        double left = budget;
        double best = Double.POSITIVE_INFINITY;
        while (true) {
            Map<String, Object> values =
                    encoding.settings(encoding.random(random)).values();
            left -= cost("boosting", values);
            if (left < 0) {
                return best;
            }
            best = Math.min(best, loss("boosting", values));
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
