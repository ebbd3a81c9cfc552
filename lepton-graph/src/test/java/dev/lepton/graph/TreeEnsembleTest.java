package dev.lepton.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.LeptonException;
import dev.lepton.graph.Tree.Comparison;
import dev.lepton.graph.Tree.Member;
import dev.lepton.graph.Tree.Threshold;
import dev.lepton.graph.TreeEnsemble.Aggregate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TreeEnsembleTest {

    private static final double NAN = Double.NaN;

    private static Graph graph(TreeEnsemble ensemble, ElementType type, int features) {
        GraphBuilder builder = Graph.builder("trees");
        Value x = builder.input("x", type, Shape.batch(features));
        builder.output("y", builder.ml().treeEnsemble(x, ensemble));
        return builder.build();
    }

    private static double[] answers(TreeEnsemble ensemble, ElementType type, double[][] rows) {
        int features = rows[0].length;
        double[] flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        float[] narrow = new float[flat.length];
        for (int i = 0; i < flat.length; i++) {
            narrow[i] = (float) flat[i];
        }
        try (Session session = Session.open(graph(ensemble, type, features), SessionOptions.DEFAULTS)) {
            Input input = type == ElementType.DOUBLE
                    ? Input.of(flat, rows.length, features)
                    : Input.of(narrow, rows.length, features);
            return session.run(Map.of("x", input)).get("y").doubles();
        }
    }

    /// 1 where the condition holds, 2 elsewhere.
    private static TreeEnsemble stump(Tree.Condition condition) {
        Tree.Builder builder = Tree.builder();
        return TreeEnsemble.sum(List.of(builder.build(builder.split(condition, builder.leaf(1), builder.leaf(2)))));
    }

    private static double[][] column(double... values) {
        return Arrays.stream(values).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
    }

    private static boolean holds(Tree.Condition condition, double feature) {
        return Double.isNaN(feature)
                ? condition.missingHolds()
                : switch (condition) {
                    case Member member -> member.members().contains(feature);
                    case Threshold split ->
                        switch (split.comparison()) {
                            case LEQ -> feature <= split.threshold();
                            case LT -> feature < split.threshold();
                            case GTE -> feature >= split.threshold();
                            case GT -> feature > split.threshold();
                            case EQ -> feature == split.threshold();
                            case NEQ -> feature != split.threshold();
                        };
                };
    }

    /// What the trees mean, in plain Java.
    private static double[] expected(TreeEnsemble ensemble, double[] row) {
        double[] sums = new double[ensemble.targets()];
        for (Tree tree : ensemble.trees()) {
            int reference = tree.root();
            while (reference >= 0) {
                Tree.Condition condition = tree.condition(reference);
                reference = holds(condition, row[condition.feature()])
                        ? tree.childIfTrue(reference)
                        : tree.childIfFalse(reference);
            }
            sums[tree.leafTarget(~reference)] += tree.leafWeight(~reference);
        }
        return sums;
    }

    @ParameterizedTest
    @EnumSource
    void everyComparisonDecidesExactlyAtItsThreshold(Comparison comparison) {
        double threshold = 0.1;
        double[] values = {threshold, Math.nextUp(threshold), Math.nextDown(threshold), 0, 1, -1};
        for (boolean missing : new boolean[] {true, false}) {
            TreeEnsemble stump = stump(new Threshold(0, comparison, threshold, missing));
            double[][] rows = column(Arrays.copyOf(values, values.length));
            assertThat(answers(stump, ElementType.DOUBLE, rows))
                    .containsExactly(Arrays.stream(rows)
                            .mapToDouble(row -> expected(stump, row)[0])
                            .toArray());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEQ", "LT", "GTE", "GT"})
    void singlePrecisionFeaturesGoTheSameWay(Comparison comparison) {
        double threshold = 0.1; // lies between two floats
        float near = (float) threshold;
        double[][] rows = column(near, Math.nextDown(near), Math.nextUp(near));
        for (double exact : new double[] {threshold, -threshold, near, 0.25}) {
            TreeEnsemble stump = stump(new Threshold(0, comparison, exact, false));
            assertThat(answers(stump, ElementType.FLOAT, rows))
                    .containsExactly(Arrays.stream(rows)
                            .mapToDouble(row -> expected(stump, row)[0])
                            .toArray());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEQ", "LT"})
    void missingValuesGoWhereTheSplitSays(Comparison comparison) {
        for (ElementType type : List.of(ElementType.FLOAT, ElementType.DOUBLE)) {
            assertThat(answers(stump(new Threshold(0, comparison, 0.5, true)), type, column(NAN, 0, 1)))
                    .containsExactly(1, 1, 2);
            assertThat(answers(stump(new Threshold(0, comparison, 0.5, false)), type, column(NAN, 0, 1)))
                    .containsExactly(2, 1, 2);
        }
    }

    @Test
    void membersOfASetGoTogether() {
        List<Double> members = List.of(0.0, 2.0, 5.0, 31.0, 32.0, 63.0, 64.0, 1000.0);
        double[] values = {0, 1, 2, 3, 5, 31, 32, 33, 63, 64, 65, 1000, 1001, -1, NAN};
        for (ElementType type : List.of(ElementType.FLOAT, ElementType.DOUBLE)) {
            for (boolean missing : new boolean[] {true, false}) {
                TreeEnsemble stump = stump(new Member(0, members, missing));
                assertThat(answers(stump, type, column(values)))
                        .as("%s, missing %s", type, missing)
                        .containsExactly(Arrays.stream(values)
                                .map(value -> expected(stump, new double[] {value})[0])
                                .toArray());
            }
        }
    }

    /// Unrolled, the thirty nested sets of forty members would be 40^30 nodes.
    @Test
    void nestedLargeSetsStaySmall() {
        Tree.Builder builder = Tree.builder();
        int reference = builder.leaf(1);
        for (int depth = 0; depth < 30; depth++) {
            int banned = depth;
            List<Double> members = IntStream.range(0, 41)
                    .filter(code -> code != banned)
                    .mapToObj(code -> (double) code)
                    .toList();
            reference = builder.split(new Member(depth % 3, members, depth % 2 == 0), reference, builder.leaf(-depth));
        }
        TreeEnsemble ensemble = TreeEnsemble.sum(List.of(builder.build(reference)));
        double[][] rows = rows(new dev.lepton.base.Seed(5).random(), 500, 3);
        double[] wanted = Arrays.stream(rows)
                .flatMapToDouble(row -> Arrays.stream(expected(ensemble, row)))
                .toArray();
        assertThat(answers(ensemble, ElementType.DOUBLE, rows)).containsExactly(wanted);
        assertThat(graph(ensemble, ElementType.DOUBLE, 3).toBytes()).hasSizeLessThan(20_000);
    }

    @Test
    void anEmptySetHasNoMembers() {
        assertThat(answers(stump(new Member(0, List.of(), false)), ElementType.DOUBLE, column(0, NAN, -1e308)))
                .containsExactly(2, 2, 2);
        assertThat(answers(stump(new Member(0, List.of(), true)), ElementType.DOUBLE, column(0, NAN)))
                .containsExactly(2, 1);
    }

    @Test
    void aTreeOfOneLeafAnswersEveryRowAlike() {
        Tree.Builder constant = Tree.builder();
        Tree single = constant.build(constant.leaf(0.25));
        TreeEnsemble both = TreeEnsemble.sum(List.of(
                single,
                stump(new Threshold(0, Comparison.LEQ, 0, false)).trees().getFirst(),
                single));
        assertThat(answers(TreeEnsemble.sum(List.of(single)), ElementType.DOUBLE, column(1, NAN, -1)))
                .containsExactly(0.25, 0.25, 0.25);
        assertThat(answers(both, ElementType.DOUBLE, column(1, NAN, -1))).containsExactly(2.5, 2.5, 1.5);
    }

    private static Tree random(RandomGenerator random, int splits, int features, int targets) {
        Tree.Builder builder = Tree.builder();
        List<Integer> open = new ArrayList<>();
        for (int leaf = 0; leaf <= splits; leaf++) {
            open.add(builder.leaf(random.nextInt(targets), random.nextGaussian()));
        }
        while (open.size() > 1) {
            int left = open.remove(random.nextInt(open.size()));
            int right = open.remove(random.nextInt(open.size()));
            open.add(builder.split(condition(random, features), left, right));
        }
        return builder.build(open.getFirst());
    }

    private static Tree.Condition condition(RandomGenerator random, int features) {
        int feature = random.nextInt(features);
        if (random.nextInt(4) == 0) {
            List<Double> members = IntStream.range(0, 80)
                    .filter(value -> random.nextInt(3) == 0)
                    .mapToObj(value -> (double) value)
                    .toList();
            return new Member(feature, members, random.nextBoolean());
        }
        Comparison[] ordered = {Comparison.LEQ, Comparison.LT, Comparison.GTE, Comparison.GT};
        return new Threshold(feature, ordered[random.nextInt(4)], random.nextInt(160) / 2.0 - 4, random.nextBoolean());
    }

    private static double[][] rows(RandomGenerator random, int count, int features) {
        double[][] rows = new double[count][features];
        for (double[] row : rows) {
            Arrays.setAll(row, i -> random.nextInt(8) == 0 ? NAN : random.nextInt(85) - 4);
        }
        return rows;
    }

    @Test
    void randomTreesOfAllKindsOfSplitsAnswerAsTheyMean() {
        RandomGenerator random = new dev.lepton.base.Seed(11).random();
        for (int targets = 1; targets <= 3; targets++) {
            List<Tree> trees = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                trees.add(random(random, random.nextInt(40), 5, targets));
            }
            TreeEnsemble ensemble = new TreeEnsemble(targets, Aggregate.SUM, trees);
            double[][] rows = rows(random, 300, 5);
            double[] wanted = Arrays.stream(rows)
                    .flatMapToDouble(row -> Arrays.stream(expected(ensemble, row)))
                    .toArray();
            // Sums of 40 numbers may be added in another order.
            assertThat(answers(ensemble, ElementType.DOUBLE, rows))
                    .usingComparatorWithPrecision(1e-12)
                    .containsExactly(wanted);
        }
    }

    @Test
    void largeEnsemblesAreCutIntoSeveralNodes() {
        RandomGenerator random = new dev.lepton.base.Seed(5).random();
        List<Tree> trees =
                IntStream.range(0, 1200).mapToObj(i -> random(random, 30, 4, 1)).toList();
        TreeEnsemble sum = TreeEnsemble.sum(trees);
        assertThat(graph(sum, ElementType.DOUBLE, 4).operators())
                .containsEntry("Sum", 1)
                .hasEntrySatisfying(
                        "ai.onnx.ml.TreeEnsemble", count -> assertThat(count).isBetween(3, 6));
        double[][] rows = rows(random, 20, 4);
        double[] wanted =
                Arrays.stream(rows).mapToDouble(row -> expected(sum, row)[0]).toArray();
        assertThat(answers(sum, ElementType.DOUBLE, rows))
                .usingComparatorWithPrecision(1e-10)
                .containsExactly(wanted);
        double[] averages = Arrays.stream(wanted).map(value -> value / 1200).toArray();
        assertThat(answers(new TreeEnsemble(1, Aggregate.AVERAGE, trees), ElementType.DOUBLE, rows))
                .usingComparatorWithPrecision(1e-13)
                .containsExactly(averages);
    }

    @Test
    void theLeastAndTheGreatestWeightCanBeAskedFor() {
        List<Tree> trees = List.of(
                stump(new Threshold(0, Comparison.LEQ, 0, false)).trees().getFirst(),
                stump(new Threshold(0, Comparison.LEQ, 10, false)).trees().getFirst());
        assertThat(answers(new TreeEnsemble(1, Aggregate.MIN, trees), ElementType.DOUBLE, column(-1, 5, 11)))
                .containsExactly(1, 1, 2);
        assertThat(answers(new TreeEnsemble(1, Aggregate.MAX, trees), ElementType.DOUBLE, column(-1, 5, 11)))
                .containsExactly(1, 2, 2);
    }

    @Test
    void aRingOfSplitsIsNoTree() {
        Tree.Builder builder = Tree.builder();
        Threshold any = new Threshold(0, Comparison.LEQ, 0, false);
        builder.split(any, builder.leaf(1), builder.leaf(2));
        builder.split(any, 2, builder.leaf(3));
        builder.split(any, 1, builder.leaf(4));
        assertThatThrownBy(() -> builder.build(0))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("ring");
    }

    @Test
    void aLeafWithTwoParentsIsReported() {
        Tree.Builder builder = Tree.builder();
        int leaf = builder.leaf(1);
        builder.split(new Threshold(0, Comparison.LEQ, 0, false), leaf, leaf);
        assertThatThrownBy(() -> builder.build(0)).hasMessageContaining("leaf 0 is reached 2 times, not once");
    }

    @Test
    void aReferenceToNothingIsReported() {
        Tree.Builder builder = Tree.builder();
        int leaf = builder.leaf(1);
        builder.split(new Threshold(0, Comparison.LEQ, 0, false), 7, ~3);
        assertThatThrownBy(() -> builder.build(0))
                .hasMessageContaining("no split 7 of 1")
                .hasMessageContaining("no leaf 3 of 1");
        assertThat(leaf).isEqualTo(-1);
    }

    @Test
    void treesThatAskForMoreFeaturesThanThereAreDoNotBuild() {
        assertThatThrownBy(() -> graph(stump(new Threshold(3, Comparison.LEQ, 0, false)), ElementType.DOUBLE, 3))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("feature 3");
    }
}
