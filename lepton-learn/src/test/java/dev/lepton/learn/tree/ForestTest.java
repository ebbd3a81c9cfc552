package dev.lepton.learn.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Labels;
import dev.lepton.model.Learner;
import dev.lepton.model.Metrics;
import dev.lepton.model.Model;
import dev.lepton.model.NativeText;
import dev.lepton.model.Settings;
import dev.lepton.model.Weights;
import dev.lepton.table.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ForestTest {

    private static final Seed SEED = new Seed(7);

    static Stream<Arguments> learnersAndTasks() {
        List<Learner> learners = List.of(
                new RandomForest(ForestOptions.DEFAULTS.withTrees(25)),
                new ExtraTrees(ForestOptions.EXTRA_TREES.withTrees(25)),
                new DecisionTree());
        return learners.stream()
                .flatMap(learner -> Stream.of(TreeExamples.Kind.values())
                        .filter(kind -> learner.handles(kind.task()))
                        .map(kind -> Arguments.of(learner, kind)));
    }

    @ParameterizedTest
    @MethodSource("learnersAndTasks")
    void learnsWhatThereIsToLearnAndTheGraphAnswersAlike(Learner learner, TreeExamples.Kind kind) {
        Examples train = TreeExamples.of(kind, 2_000, SEED.child("train"));
        Examples test = TreeExamples.of(kind, 1_000, SEED.child("test"));

        Model model = learner.fit(train, Optional.empty(), Fit.of(SEED, kind.metric()));

        double score = kind.metric().score(test.target(), model.predict(test.inputs()), test.weights());
        assertThat(score).isGreaterThan(kind.mediocre());
        Table odd = TreeExamples.odd(test.inputs());
        // Both add the same leaves in float64; only the order of addition differs.
        TreeExamples.assertEqual(GraphAnswers.of(model, odd), model.predict(odd), 1e-9);
    }

    @Test
    void aShareOfTheTreesLeavesEachAsLargeAsBefore() {
        for (Learner forest : List.of(new RandomForest(), new ExtraTrees())) {
            Settings ninth = forest.shortened(1 / 9.0, TreeExamples.Kind.BINARY.task())
                    .orElseThrow()
                    .settings();

            assertThat(ninth.values()).containsEntry("trees", 33).containsEntry("maxLeaves", 2_000); // 600,000 / 300
        }
        assertThat(new DecisionTree().shortened(0.5, TreeExamples.Kind.BINARY.task()))
                .isEmpty();
    }

    static Stream<Learner> learners() {
        return Stream.of(
                new RandomForest(ForestOptions.DEFAULTS.withTrees(10)),
                new ExtraTrees(ForestOptions.EXTRA_TREES.withTrees(10)),
                new DecisionTree());
    }

    @ParameterizedTest
    @MethodSource("learners")
    void forestsAreTheSameBytesAtAnyNumberOfThreads(Learner learner) {
        Examples train = TreeExamples.of(TreeExamples.Kind.MULTICLASS, 10_000, SEED.child("train"));

        Model one = learner.fit(train, Optional.empty(), Fit.of(SEED, Metrics.LOGLOSS));
        Model two = learner.fit(
                train, Optional.empty(), Fit.of(SEED, Metrics.LOGLOSS).withThreads(2));

        assertThat(NativeText.of(two).nativeBytes())
                .isEqualTo(NativeText.of(one).nativeBytes());
    }

    static Stream<Learner> allLearners() {
        return Stream.concat(learners(), Stream.of(new LightGbm(), new XgBoost()));
    }

    @ParameterizedTest
    @MethodSource("allLearners")
    void heavyRowsDecideAgainstLightOnes(Learner learner) {
        Examples right = TreeExamples.of(TreeExamples.Kind.BINARY, 1_000, SEED);
        int[] twice = IntStream.range(0, 2_000).map(i -> i % 1_000).toArray();
        int[] labels = IntStream.range(0, 2_000)
                .map(i -> i < 1_000 ? right.labels().get(i) : 1 - right.labels().get(i - 1_000))
                .toArray();
        double[] weights =
                IntStream.range(0, 2_000).mapToDouble(i -> i < 1_000 ? 9 : 1).toArray();
        Examples torn =
                new Examples(right.task(), right.inputs().select(twice), Labels.of(labels), Weights.of(weights));

        Model model = learner.fit(torn, Optional.empty(), Fit.of(SEED, Metrics.LOGLOSS));

        assertThat(Metrics.AUC.score(right.target(), model.predict(right.inputs()), right.weights()))
                .isGreaterThan(0.9);
    }
}
