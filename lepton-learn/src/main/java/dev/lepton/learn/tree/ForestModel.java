package dev.lepton.learn.tree;

import dev.lepton.graph.Graph;
import dev.lepton.learn.feature.Features;
import dev.lepton.learn.tree.internal.LightGbmEngine.Predictor;
import dev.lepton.learn.tree.internal.LightGbmText;
import dev.lepton.learn.tree.internal.Link;
import dev.lepton.model.Model;
import dev.lepton.model.NativeText;
import dev.lepton.model.Predictions;
import dev.lepton.model.Task;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.nio.charset.StandardCharsets;

/// Averaged trees in LightGBM's text format over prepared features; shares of classes need not sum to one
/// exactly, so they are divided by their sum.
final class ForestModel implements Model, NativeText {

    private final Task task;
    private final Features features;
    private final String text;
    private final Predictor predictor;
    private final int threads;

    ForestModel(Task task, Features features, String text, int threads) {
        this.task = task;
        this.features = features;
        this.text = text;
        this.predictor = new Predictor(text);
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
        double[] means = predictor.predict(LightGbmDatasets.view(features.transform(rows)), threads);
        return Answers.of(task, Links.apply(link(), means, Answers.outputs(task)));
    }

    private Link link() {
        return switch (task) {
            case Task.Classification classes -> classes.isBinary() ? new Link.Share() : new Link.Shares();
            case Task.Regression numbers -> new Link.Identity();
        };
    }

    @Override
    public Graph toGraph() {
        return TreeGraphs.of(task, features, LightGbmText.parse(text).toTrees(), link());
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
