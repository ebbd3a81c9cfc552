package dev.lepton.learn.tree;

import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Value;
import dev.lepton.learn.tree.internal.Link;
import dev.lepton.model.Model;
import dev.lepton.model.NativeText;
import dev.lepton.model.Predictions;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;

/// A tree model that someone else trained, over raw columns.
final class ImportedModel implements Model, NativeText {

    private final Task task;
    private final ImportedColumns columns;
    private final Link link;
    private final Engine engine;

    /// What differs between the engines.
    interface Engine {

        /// Scores before the link, `[row, output]`, of features `[row, column]`.
        double[] scores(double[] values, int rows);

        /// The same scores `[N, outputs]` of float64 features `[N, columns]`.
        Value lower(GraphBuilder builder, Value features);

        String format();

        byte[] bytes();
    }

    ImportedModel(Task task, ImportedColumns columns, Link link, Engine engine) {
        this.task = task;
        this.columns = columns;
        this.link = link;
        this.engine = engine;
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public Schema inputs() {
        return columns.schema();
    }

    @Override
    public Predictions predict(Table rows) {
        double[] scores = engine.scores(columns.values(rows), rows.rows());
        return Answers.of(task, Links.apply(link, scores, Answers.outputs(task)));
    }

    @Override
    public Graph toGraph() {
        GraphBuilder builder = Graph.builder("trees");
        Value scores = engine.lower(builder, columns.lower(builder));
        builder.output(Signature.answerOf(task), TreeGraphs.answers(builder, task, scores, link));
        return builder.build();
    }

    @Override
    public String nativeFormat() {
        return engine.format();
    }

    @Override
    public byte[] nativeBytes() {
        return engine.bytes().clone();
    }
}
