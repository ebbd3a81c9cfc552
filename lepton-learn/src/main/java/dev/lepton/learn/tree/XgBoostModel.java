package dev.lepton.learn.tree;

import dev.lepton.graph.Graph;
import dev.lepton.learn.feature.Features;
import dev.lepton.learn.tree.internal.FloatMatrix;
import dev.lepton.learn.tree.internal.XgBoostDocument;
import dev.lepton.learn.tree.internal.XgBoostEngine.Predictor;
import dev.lepton.model.Model;
import dev.lepton.model.NativeText;
import dev.lepton.model.Predictions;
import dev.lepton.model.Task;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.List;
import java.util.OptionalInt;

/// Boosted trees of XGBoost over prepared features.
final class XgBoostModel implements Model, NativeText {

    private final Task task;
    private final Features features;
    private final byte[] bytes;
    private final Predictor predictor;
    private final int rounds;
    private final int threads;

    /// @param bytes the engine's own, as UBJSON
    XgBoostModel(Task task, Features features, byte[] bytes, int rounds, int threads) {
        this.task = task;
        this.features = features;
        this.bytes = bytes;
        this.predictor = new Predictor(bytes, kinds(features), 0);
        this.rounds = rounds;
        this.threads = threads;
    }

    /// The kind of each feature as XGBoost writes it: a category or a quantity.
    static List<String> kinds(Features features) {
        return features.columns().stream()
                .map(column -> column.categorical() ? "c" : "q")
                .toList();
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public Schema inputs() {
        return features.inputs();
    }

    @Override
    public Predictions predict(Table rows) {
        double[] answers = predictor.predict(FloatMatrix.of(features.transform(rows)), false, threads);
        return Answers.of(task, Answers.normalised(task, answers));
    }

    @Override
    public Graph toGraph() {
        XgBoostDocument parsed = XgBoostDocument.parse(bytes);
        return TreeGraphs.of(task, features, parsed.toTrees(), parsed.link());
    }

    @Override
    public OptionalInt rounds() {
        return OptionalInt.of(rounds);
    }

    @Override
    public String nativeFormat() {
        return "xgboost.ubj";
    }

    @Override
    public byte[] nativeBytes() {
        return bytes.clone();
    }
}
