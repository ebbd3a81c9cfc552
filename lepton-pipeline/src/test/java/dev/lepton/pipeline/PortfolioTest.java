package dev.lepton.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.LeptonException;
import dev.lepton.model.Learner;
import dev.lepton.model.Task;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PortfolioTest {

    private static final Task BINARY = new Task.Classification(List.of("no", "yes"));
    private static final Task LETTERS = new Task.Classification(
            IntStream.range(0, 26).mapToObj(Integer::toString).toList());

    static Stream<Task> tasks() {
        return Stream.of(BINARY, LETTERS, Task.Regression.SQUARED);
    }

    static Stream<Arguments> presetsAndTasks() {
        return Arrays.stream(Preset.values()).flatMap(preset -> tasks().map(task -> Arguments.of(preset, task)));
    }

    @ParameterizedTest
    @MethodSource("presetsAndTasks")
    void everyLearnerTakesItsSettings(Preset preset, Task task) {
        for (Configuration configuration : Portfolio.of(preset, task, 1_000, true)) {
            Learner learner = Catalogue.learner(configuration.learner()).with(configuration.settings());

            assertThat(learner.handles(task)).as(configuration.name()).isTrue();
            assertThat(learner.settings().values().keySet())
                    .as(configuration.name())
                    .containsAll(configuration.settings().values().keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("presetsAndTasks")
    void namesAreUniqueAndTheBaselineComesFirst(Preset preset, Task task) {
        assertThat(Portfolio.of(preset, task, 1_000, true))
                .extracting(Configuration::name)
                .doesNotHaveDuplicates()
                .startsWith("dummy");
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void theBestPresetTriesWhatTheBalancedOneDoesAndMore(Task task) {
        List<Configuration> balanced = Portfolio.of(Preset.BALANCED, task, 1_000, true);
        List<Configuration> best = Portfolio.of(Preset.BEST, task, 1_000, true);

        assertThat(best).startsWith(balanced.toArray(Configuration[]::new)).hasSizeGreaterThan(balanced.size());
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void boostingComesFirst(Task task) {
        List<String> names = Portfolio.of(Preset.BALANCED, task, 1_000, true).stream()
                .map(Configuration::name)
                .toList();

        assertThat(names).startsWith("dummy", "lightgbm", "lightgbm_encoded", "lightgbm_derived_encoded", "linear");
    }

    @Test
    void whatFitsTheTaskIsTried() {
        assertThat(learningRate(BINARY)).isEqualTo(0.06);
        assertThat(learningRate(Task.Regression.SQUARED)).isEqualTo(0.07);
        assertThat(Portfolio.of(Preset.BALANCED, BINARY, 1_000, false))
                .extracting(Configuration::name)
                .doesNotContain("lightgbm_encoded", "lightgbm_derived_encoded")
                .contains("lightgbm_derived");
    }

    @Test
    void nearestNeighboursAreTriedWhereRowsAreFew() {
        assertThat(Portfolio.of(Preset.BALANCED, BINARY, 10_000, false))
                .extracting(Configuration::name)
                .contains("knn");
        assertThat(Portfolio.of(Preset.BALANCED, BINARY, 10_001, false))
                .extracting(Configuration::name)
                .doesNotContain("knn");
    }

    @Test
    void forestsOfManyClassesHaveFewerTrees() {
        assertThat(named("extra_trees", BINARY).settings().values())
                .containsEntry("trees", 100)
                .containsEntry("maxLeaves", 8_000);
        assertThat(named("random_forest", BINARY).settings().values())
                .containsEntry("trees", 100)
                .containsEntry("maxLeaves", 400);
        assertThat(named("extra_trees", LETTERS).settings().values())
                .containsEntry("trees", 20)
                .containsEntry("maxLeaves", 1_538);
    }

    @Test
    void extraTreesOfManyRowsAreFewer() {
        assertThat(Portfolio.of(Preset.BALANCED, BINARY, 30_000, false))
                .filteredOn(each -> each.name().equals("extra_trees"))
                .singleElement()
                .satisfies(each -> assertThat(each.settings().values())
                        .containsEntry("trees", 50)
                        .containsEntry("maxLeaves", 16_000));
    }

    @Test
    void everyMistakeInTheListIsNamedAtOnce() {
        assertThatThrownBy(() -> PortfolioYaml.parse("""
                        configurations:
                          - {name: a, learner: linear, source: s, when: regresion}
                          - {name: b, source: s, setings: {}}
                          - {name: c, learner: linear, sized: maybe, presets: [best, worst]}
                        """, "The list"))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("configurations[0].when: \"regresion\" is no occasion")
                .hasMessageContaining("regression")
                .hasMessageContaining("configurations[1].learner is missing")
                .hasMessageContaining("configurations[1].setings")
                .hasMessageContaining("configurations[2].source is missing")
                .hasMessageContaining("configurations[2].presets: There is no preset \"worst\"")
                .hasMessageContaining("maybe");
    }

    private static Object learningRate(Task task) {
        return named("lightgbm", task).settings().values().get("learningRate");
    }

    private static Configuration named(String name, Task task) {
        return Portfolio.of(Preset.BALANCED, task, 1_000, false).stream()
                .filter(configuration -> configuration.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
