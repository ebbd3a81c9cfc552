package dev.lepton.learn.tree;

import dev.lepton.graph.Graph;
import dev.lepton.learn.feature.Features;
import dev.lepton.learn.tree.internal.FloatMatrix;
import dev.lepton.learn.tree.internal.LightGbmEngine.Predictor;
import dev.lepton.learn.tree.internal.LightGbmText;
import dev.lepton.model.Model;
import dev.lepton.model.NativeText;
import dev.lepton.model.Predictions;
import dev.lepton.model.Task;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/// Boosted trees of LightGBM over prepared features.
final class LightGbmModel implements Model, NativeText {

    private final Task task;
    private final Features features;
    private final String text;
    private final Predictor predictor;
    private final int rounds;
    private final int threads;

    /// @param text the engine's own
    LightGbmModel(Task task, Features features, String text, int rounds, int threads) {
        this.task = task;
        this.features = features;
        this.text = text;
        this.predictor = new Predictor(text);
        this.rounds = rounds;
        this.threads = threads;
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
        return Answers.of(task, predictor.predict(FloatMatrix.of(features.transform(rows)), threads));
    }

    @Override
    public Graph toGraph() {
        LightGbmText parsed = LightGbmText.parse(text);
        return TreeGraphs.of(task, features, parsed.toTrees(), parsed.link());
    }

    @Override
    public OptionalInt rounds() {
        return OptionalInt.of(rounds);
    }

    @Override
    public String nativeFormat() {
        return "lightgbm.txt";
    }

    @Override
    public byte[] nativeBytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
