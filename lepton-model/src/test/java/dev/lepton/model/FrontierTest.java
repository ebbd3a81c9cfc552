package dev.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.Bytes;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.model.Frontier.Candidate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontierTest {

    private static Candidate<String> candidate(String name, double score, int micros, int bytes) {
        Interval unknown = new Interval(Double.NaN, Double.NaN, 0.95);
        return new Candidate<>(
                name,
                new Measurement(
                        score,
                        unknown,
                        Duration.ofNanos(500L * micros),
                        Duration.ofNanos(1000L * micros),
                        1e4,
                        new Bytes(bytes)));
    }

    private static List<String> names(Frontier<String> frontier) {
        return frontier.candidates().stream().map(Candidate::what).toList();
    }

    @Test
    void whatIsWorseInEverythingIsNotOnTheFrontier() {
        Frontier<String> frontier = Frontier.of(
                Metrics.AUC,
                List.of(
                        candidate("small", 0.80, 10, 1_000),
                        candidate("beaten", 0.79, 20, 2_000),
                        candidate("best", 0.90, 90, 90_000),
                        candidate("failed", Double.NaN, 1, 1),
                        candidate("twin", 0.80, 10, 1_000)));

        assertThat(names(frontier)).containsExactly("best", "small");
    }

    @Test
    void theDirectionOfTheMetricDecides() {
        List<Candidate<String>> all = List.of(candidate("low", 0.1, 10, 10), candidate("high", 0.9, 10, 10));

        assertThat(names(Frontier.of(Metrics.RMSE, all))).containsExactly("low");
        assertThat(names(Frontier.of(Metrics.AUC, all))).containsExactly("high");
    }

    @Test
    void theBestThatMeetsTheRequirementsIsPicked() {
        Frontier<String> frontier = Frontier.of(
                Metrics.AUC,
                List.of(
                        candidate("large", 0.92, 900, 900_000),
                        candidate("middle", 0.91, 400, 90_000),
                        candidate("small", 0.80, 10, 1_000)));

        assertThat(best(frontier, "p99:0.5ms")).contains("middle");
        assertThat(best(frontier, "size:2k")).contains("small");
        assertThat(best(frontier, "size:2k", "score:0.9")).isEmpty();
        assertThat(best(frontier)).contains("large");
    }

    @Test
    void ofEqualScoresTheMeanOfModelsStandsBeforeOneOfThemThatIsFaster() {
        Measurement slow = candidate("", 0.9, 90, 90_000).measurement();
        Measurement fast = candidate("", 0.9, 20, 20_000).measurement();
        Frontier<String> frontier = Frontier.of(
                Metrics.AUC,
                List.of(
                        new Candidate<>("one", fast, 1),
                        new Candidate<>("mean", slow, 5),
                        new Candidate<>("slow one", slow, 1)));

        assertThat(names(frontier)).containsExactly("mean", "one");
        assertThat(best(frontier)).contains("mean");
        assertThat(best(frontier, "size:50k")).contains("one");
    }

    @Test
    void whereNothingFitsItIsSaidWhatToRelaxAndHowFar() {
        Frontier<String> frontier = Frontier.of(
                Metrics.AUC,
                List.of(
                        candidate("large", 0.92, 900, 900_000),
                        candidate("middle", 0.91, 400, 90_000),
                        candidate("small", 0.80, 10, 1_000)));

        assertThat(relaxed(frontier, "p99:0.1ms", "score:0.9")).containsExactly("p99:0.4ms", "score:0.8");
        assertThat(relaxed(frontier, "p99:0.001ms")).containsExactly("p99:0.01ms");
        assertThat(relaxed(frontier, "score:0.95")).containsExactly("score:0.92");
        assertThat(relaxed(frontier, "score:0.95", "size:10")).isEmpty();
    }

    private static List<String> relaxed(Frontier<String> frontier, String... requirements) {
        return frontier
                .relaxations(
                        List.of(requirements).stream().map(Requirement::parse).toList())
                .stream()
                .map(Requirement::id)
                .toList();
    }

    private static Optional<String> best(Frontier<String> frontier, String... requirements) {
        return frontier.best(
                        List.of(requirements).stream().map(Requirement::parse).toList())
                .map(Candidate::what);
    }

    @Property(tries = 100)
    void whateverIsRequiredTheBestCandidateStandsOnTheFrontier(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int size) {
        RandomGenerator random = new Seed(seed).random();
        List<Candidate<String>> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(candidate("c" + i, random.nextInt(8), random.nextInt(8), random.nextInt(8)));
        }
        List<Requirement> required = List.of(
                new Requirement.Latency(Duration.ofNanos(1000L * random.nextInt(8))),
                new Requirement.Size(new Bytes(random.nextInt(8))));
        Optional<Double> expected = all.stream()
                .map(Candidate::measurement)
                .filter(m -> required.stream().allMatch(r -> r.isMetBy(m, Metrics.RMSE)))
                .map(Measurement::score)
                .min(Comparator.naturalOrder());

        Frontier<String> frontier = Frontier.of(Metrics.RMSE, all);

        assertThat(frontier.best(required).map(found -> found.measurement().score()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p99:5ms", "p99:250ms", "p99:2s", "size:10m", "size:512", "score:0.9", "score:-3.5"})
    void requirementsRoundTripAsText(String text) {
        Requirement requirement = Requirement.parse(text);

        assertThat(Requirement.parse(requirement.id())).isEqualTo(requirement);
    }

    @Test
    void anUnknownRequirementIsRefusedWithTheFormsThereAre() {
        assertThatThrownBy(() -> Requirement.parse("speed:fast"))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("p99:TIME");
        assertThatThrownBy(() -> Requirement.parse("score:high")).hasMessageContaining("no number");
    }

    @Test
    void aBudgetRefusesNothingToSpend() {
        assertThatThrownBy(() -> Budget.UNLIMITED.withTrials(0)).hasMessageContaining("1 or more");
        assertThatThrownBy(() -> Budget.UNLIMITED.withTime(Duration.ZERO)).hasMessageContaining("above zero");
        assertThat(Budget.UNLIMITED.start().isBounded()).isFalse();
        assertThat(Budget.UNLIMITED.withTime(Duration.ofMinutes(1)).start().isBounded())
                .isTrue();
    }
}
