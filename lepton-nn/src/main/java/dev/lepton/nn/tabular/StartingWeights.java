package dev.lepton.nn.tabular;

import dev.lepton.base.Seed;
import dev.lepton.graph.Tensor;
import dev.lepton.model.Examples;
import dev.lepton.nn.Network;
import dev.lepton.nn.Weights;
import dev.lepton.nn.layer.PiecewiseLinear;
import dev.lepton.nn.layer.RobustScaling;
import dev.lepton.nn.layer.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The weights of a net before training: drawn by its layers, but for what layers for tables take from
/// the training rows, and the biases of the last layer, which answer as well as one can without
/// looking.
final class StartingWeights {

    /// Bins narrower than this share of the distance of the quartiles are joined: a steeper function
    /// would show the last digits in which two engines differ.
    private static final float NARROWEST = 0.005f;

    private final NetColumns columns;
    private final float[] prepared; // [row, column]
    private final dev.lepton.model.Weights rowWeights;

    StartingWeights(NetColumns columns, float[] prepared, Examples train) {
        this.columns = columns;
        this.prepared = prepared;
        this.rowWeights = train.weights();
    }

    /// @param prior the last layer's biases, repeated for each member where there are several
    Weights of(Network network, float[] prior, Seed seed) {
        List<Step> steps = network.steps(columns.shape().inputs());
        Weights weights = network.initial(columns.shape().inputs(), seed);
        // Both parts of numbers are scaled first, and walked in the order of the inputs.
        Deque<List<Integer>> parts = new ArrayDeque<>();
        List.of(columns.quantities(), columns.shares()).stream()
                .filter(part -> !part.isEmpty())
                .forEach(parts::add);
        Scaled last = new Scaled(List.of(), 1);
        for (Step step : steps) {
            if (step.leaf() instanceof RobustScaling(double limit)) {
                last = new Scaled(parts.remove().stream().map(this::sorted).toList(), limit);
                weights = scaled(weights, step.path(), last.columns);
            } else if (step.leaf() instanceof PiecewiseLinear(int bins, int size)) {
                weights = cut(weights, step.path(), last, bins);
            }
        }
        String answers = steps.getLast().path() + ".bias";
        Tensor bias = weights.tensor(answers);
        float[] repeated = bias.toFloats();
        for (int i = 0; i < repeated.length; i++) {
            repeated[i] = prior[i % prior.length];
        }
        return weights.with(answers, Tensor.floats(bias.shape(), repeated));
    }

    private SortedColumn sorted(int place) {
        return SortedColumn.of(prepared, columns.columns().size(), place, rowWeights);
    }

    /// Columns that go through robust scaling together.
    private record Scaled(List<SortedColumn> columns, double limit) {

        /// A quantile of a column as the scaling leaves it.
        float quantile(int column, double level) {
            SortedColumn numbers = columns.get(column);
            double scaled = (double) (numbers.quantile(level) - numbers.median()) * numbers.factor();
            return (float) (scaled / Math.sqrt(1 + scaled * scaled / (limit * limit)));
        }
    }

    private static Weights scaled(Weights weights, String path, List<SortedColumn> sorted) {
        float[] centres = new float[sorted.size()];
        float[] factors = new float[sorted.size()];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = sorted.get(i).median();
            factors[i] = sorted.get(i).factor();
        }
        return with(with(weights, path + ".centre", centres), path + ".factor", factors);
    }

    /// Bins between quantiles of the columns.
    private static Weights cut(Weights weights, String path, Scaled scaled, int bins) {
        float[] starts = new float[scaled.columns.size() * bins];
        float[] factors = new float[starts.length];
        for (int column = 0; column < scaled.columns.size(); column++) {
            float start = scaled.quantile(column, 0);
            int bin = column * bins;
            for (int i = 1; i <= bins; i++) {
                float end = scaled.quantile(column, (double) i / bins);
                if (end - start >= NARROWEST) {
                    starts[bin] = start;
                    factors[bin++] = 1 / (end - start);
                    start = end;
                }
            }
        }
        return with(with(weights, path + ".start", starts), path + ".factor", factors);
    }

    private static Weights with(Weights weights, String name, float[] values) {
        return weights.with(name, Tensor.floats(weights.tensor(name).shape(), values));
    }
}
