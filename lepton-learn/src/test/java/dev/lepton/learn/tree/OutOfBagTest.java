package dev.lepton.learn.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Learner;
import dev.lepton.model.Metrics;
import dev.lepton.model.Model;
import dev.lepton.model.OutOfBag;
import dev.lepton.model.Predictions;
import dev.lepton.model.Weights;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutOfBagTest {

    private static final Seed SEED = new Seed(11);
    private static final int FOLDS = 5;
    private static final int TREES = 60;

    static Stream<Learner> baggers() {
        ForestOptions extra = ForestOptions.EXTRA_TREES.withTrees(TREES).withBaggingFraction(0.632);
        return Stream.of(new RandomForest(ForestOptions.DEFAULTS.withTrees(TREES)), new ExtraTrees(extra));
    }

    @ParameterizedTest
    @MethodSource("baggers")
    void answersAreAsGoodAsThoseOfCrossValidationAndWorseThanOnSeenRows(Learner learner) {
        for (TreeExamples.Kind kind : new TreeExamples.Kind[] {TreeExamples.Kind.BINARY, TreeExamples.Kind.ABSOLUTE}) {
            Examples train = TreeExamples.of(kind, 2_000, SEED.child("train"));
            Fit context = Fit.of(SEED, kind.metric());
            Model model = learner.fit(train, Optional.empty(), context);

            double outOfBag = score(kind, train, OutOfBag.of(model).orElseThrow());
            double crossValidated = crossValidated(learner, kind, train);
            double seen = score(kind, train, model.predict(train.inputs()));

            // Four times the spread of either estimate over seeds, which is about 0.003 for 2,000 rows.
            assertThat(outOfBag).isCloseTo(crossValidated, offset(0.012));
            assertThat(outOfBag).isLessThan(seen - 0.012);
        }
    }

    private static double crossValidated(Learner learner, TreeExamples.Kind kind, Examples all) {
        double sum = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            Examples train = all.select(IntStream.range(0, all.size())
                    .filter(row -> row % FOLDS != held)
                    .toArray());
            Examples test = all.select(IntStream.range(0, all.size())
                    .filter(row -> row % FOLDS == held)
                    .toArray());
            Model model = learner.fit(train, Optional.empty(), Fit.of(SEED, kind.metric()));
            sum += score(kind, test, model.predict(test.inputs()));
        }
        return sum / FOLDS;
    }

    private static double score(TreeExamples.Kind kind, Examples rows, Predictions answers) {
        return kind.metric().score(rows.target(), answers, rows.weights());
    }

    @Test
    void rowsThatNoTreeHasSeenAreAnsweredByAll() {
        Examples rows = TreeExamples.of(TreeExamples.Kind.MULTICLASS, 300, SEED);
        double[] weights = new double[rows.size()];
        Arrays.setAll(weights, row -> row % 5 == 0 ? 0 : 1);
        Examples some = new Examples(rows.task(), rows.inputs(), rows.target(), Weights.of(weights));

        Model model = new RandomForest(ForestOptions.DEFAULTS.withTrees(10))
                .fit(some, Optional.empty(), Fit.of(SEED, Metrics.LOGLOSS));

        Predictions outOfBag = OutOfBag.of(model).orElseThrow();
        Predictions seen = model.predict(rows.inputs());
        assertThat(outOfBag.size()).isEqualTo(rows.size());
        for (int row = 0; row < rows.size(); row += 5) {
            assertThat(outOfBag.get(row, 2)).isEqualTo(seen.get(row, 2));
        }
    }

    @Test
    void areTheSameAtAnyNumberOfThreads() {
        Examples rows = TreeExamples.of(TreeExamples.Kind.QUANTILE, 500, SEED);
        Fit context = Fit.of(SEED, Metrics.MAE);
        RandomForest forest = new RandomForest(ForestOptions.DEFAULTS.withTrees(12));

        Model one = forest.fit(rows, Optional.empty(), context);
        Model three = forest.fit(rows, Optional.empty(), context.withThreads(3));

        assertThat(OutOfBag.of(three).orElseThrow().toArray())
                .isEqualTo(OutOfBag.of(one).orElseThrow().toArray());
    }

    @Test
    void forestsThatSeeAllRowsHaveNone() {
        Examples rows = TreeExamples.of(TreeExamples.Kind.BINARY, 200, SEED);
        Model model = new ExtraTrees(ForestOptions.EXTRA_TREES.withTrees(5))
                .fit(rows, Optional.empty(), Fit.of(SEED, Metrics.LOGLOSS));

        assertThat(OutOfBag.of(model)).isEmpty();
    }
}
