package dev.lepton.learn.neighbors;

import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Value;
import dev.lepton.learn.feature.FeatureMatrix;
import dev.lepton.learn.feature.Features;
import dev.lepton.model.Estimates;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;

/// Kept rows and what they say.
record NeighborsModel(Task task, Features features, Grid grid, Points points, Answers answers) implements Model {

    /// Rows whose features are in memory at once.
    private static final int CHUNK = 4_096;

    @Override
    public Schema inputs() {
        return features.inputs();
    }

    @Override
    public Predictions predict(Table rows) {
        int outputs = answers.outputs();
        double[] said = new double[Math.multiplyExact(rows.rows(), outputs)]; // [row, output]
        double[] point = new double[features.columns().size()];
        Points.Search search = points.new Search();
        for (int from = 0; from == 0 || from < rows.rows(); from += CHUNK) {
            FeatureMatrix matrix = features.transform(rows.slice(from, Math.min(rows.rows(), from + CHUNK)));
            for (int row = 0; row < matrix.rows(); row++) {
                grid.place(matrix, row, point);
                search.run(point);
                answers.hear(search, points.nearest(), said, (from + row) * outputs);
            }
        }
        return switch (task) {
            case Task.Classification c -> Probabilities.of(said, outputs);
            case Task.Regression r -> Estimates.of(said);
        };
    }

    @Override
    public Graph toGraph() {
        GraphBuilder builder = Graph.builder("knn");
        Value matrix = features.lower(builder, Signature.declareInputs(builder, inputs()));
        Points.Found found = points.lower(builder, grid.lower(builder, matrix));
        builder.output(Signature.answerOf(task), answers.lower(builder, found, points.nearest()));
        return builder.build();
    }
}
