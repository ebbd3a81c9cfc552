package dev.lepton.learn.tree;

import dev.lepton.graph.Graph;
import dev.lepton.learn.feature.Features;
import dev.lepton.learn.tree.internal.FloatMatrix;
import dev.lepton.learn.tree.internal.LightGbmEngine.Predictor;
import dev.lepton.learn.tree.internal.LightGbmText;
import dev.lepton.learn.tree.internal.Link;
import dev.lepton.model.Examples;
import dev.lepton.model.Model;
import dev.lepton.model.NativeText;
import dev.lepton.model.OutOfBag;
import dev.lepton.model.Predictions;
import dev.lepton.model.Task;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.IntStream;

/// Averaged trees in LightGBM's text format over prepared features; shares of classes need not sum to one
/// exactly, so they are divided by their sum.
final class ForestModel implements Model, NativeText, OutOfBag {

    private final Task task;
    private final Features features;
    private final String text;
    private final Predictor predictor;
    private final int threads;
    private final Optional<Predictions> outOfBag;

    ForestModel(Task task, Features features, String text, int threads) {
        this(task, features, text, threads, Optional.empty());
    }

    private ForestModel(Task task, Features features, String text, int threads, Optional<Predictions> outOfBag) {
        this.task = task;
        this.features = features;
        this.text = text;
        this.predictor = new Predictor(text);
        this.threads = threads;
        this.outOfBag = outOfBag;
    }

    /// This forest with its answers for the rows that it was fitted on.
    ///
    /// @param means `[row, output]` of the rows that count
    /// @param examples all rows, those of weight zero too, which no tree has seen
    ForestModel withOutOfBag(double[] means, Examples examples) {
        int outputs = Answers.outputs(task);
        int[] unseen = IntStream.range(0, examples.size())
                .filter(row -> examples.weights().get(row) == 0)
                .toArray();
        double[] others =
                unseen.length == 0 ? new double[0] : means(examples.inputs().select(unseen));
        double[] all = new double[examples.size() * outputs];
        int counting = 0;
        int other = 0;
        for (int row = 0; row < examples.size(); row++) {
            boolean counts = examples.weights().get(row) > 0;
            int from = counts ? counting++ : other++;
            System.arraycopy(counts ? means : others, from * outputs, all, row * outputs, outputs);
        }
        return new ForestModel(task, features, text, threads, Optional.of(linked(all)));
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
        return linked(means(rows));
    }

    private double[] means(Table rows) {
        return predictor.predict(FloatMatrix.of(features.transform(rows)), threads);
    }

    private Predictions linked(double[] means) {
        return Answers.of(task, Links.apply(link(), means, Answers.outputs(task)));
    }

    @Override
    public Optional<Predictions> outOfBag() {
        return outOfBag;
    }

    /// How raw columns become what the trees are grown over.
    Features features() {
        return features;
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
