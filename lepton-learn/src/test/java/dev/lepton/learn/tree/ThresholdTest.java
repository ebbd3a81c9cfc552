package dev.lepton.learn.tree;

import dev.lepton.base.Seed;
import dev.lepton.graph.Tree;
import dev.lepton.learn.tree.internal.LightGbmText;
import dev.lepton.learn.tree.internal.XgBoostDocument;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Learner;
import dev.lepton.model.Model;
import dev.lepton.model.NativeText;
import dev.lepton.model.Settings;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Rows exactly at every threshold and one step beside it, missing ones, and codes of no category: the
/// places where a graph and its engine could part.
class ThresholdTest {

    private static final Seed SEED = new Seed(3);
    private static final int ROWS = 10_000;

    @ParameterizedTest
    @EnumSource(TreeExamples.Kind.class)
    void lightGbmAndItsGraphGoTheSameWays(TreeExamples.Kind kind) {
        Model trained = train(new LightGbm().with(Settings.parse("{\"rounds\": 60}")), kind);
        byte[] text = NativeText.of(trained).nativeBytes();
        List<Tree> trees = LightGbmText.parse(new String(text, StandardCharsets.UTF_8))
                .toTrees()
                .trees();
        Model model = TreeModels.read(text);
        Table rows = rows(model, trees, false);

        TreeExamples.assertEqual(GraphAnswers.of(model, rows), model.predict(rows), 1e-9);
    }

    @ParameterizedTest
    @EnumSource(TreeExamples.Kind.class)
    void xgBoostAndItsGraphGoTheSameWays(TreeExamples.Kind kind) {
        Model trained = train(new XgBoost().with(Settings.parse("{\"rounds\": 60}")), kind);
        byte[] bytes = NativeText.of(trained).nativeBytes();
        List<Tree> trees = XgBoostDocument.parse(bytes).toTrees().trees();
        Model model = TreeModels.read(bytes);
        Table rows = rows(model, trees, true);

        // XGBoost adds leaves in float32, the graph in float64; one wrong way would be off by a leaf, about
        // 1e-2.
        TreeExamples.assertEqual(GraphAnswers.of(model, rows), model.predict(rows), 1e-5);
    }

    private static Model train(Learner learner, TreeExamples.Kind kind) {
        Examples train = TreeExamples.of(kind, 2_000, SEED);
        return learner.fit(train, Optional.empty(), Fit.of(SEED, kind.metric()));
    }

    /// @param narrow whether the engine compares in float32, so that a step is one of float32
    private static Table rows(Model model, List<Tree> trees, boolean narrow) {
        List<String> names = model.inputs().names();
        RandomGenerator random = SEED.random();
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            double[] places = places(trees, i, narrow);
            double[] values = new double[ROWS];
            Arrays.setAll(values, row -> places[random.nextInt(places.length)]);
            columns.put(names.get(i), NumberColumn.of(values));
        }
        return Table.of(columns);
    }

    private static double[] places(List<Tree> trees, int feature, boolean narrow) {
        List<Double> places = new ArrayList<>(List.of(Double.NaN, 0.0, -0.0, -1.0, -0.5, 2.7, 1e9, 1e30, -1e30));
        for (Tree tree : trees) {
            for (int split = 0; split < tree.splits(); split++) {
                switch (tree.condition(split)) {
                    case Tree.Threshold at
                    when at.feature() == feature -> {
                        double exact = at.threshold();
                        places.add(exact);
                        places.add(narrow ? Math.nextUp((float) exact) : Math.nextUp(exact));
                        places.add(narrow ? Math.nextDown((float) exact) : Math.nextDown(exact));
                    }
                    case Tree.Member of when of.feature() == feature -> places.addAll(of.members());
                    case Tree.Condition other -> {}
                }
            }
        }
        return places.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
