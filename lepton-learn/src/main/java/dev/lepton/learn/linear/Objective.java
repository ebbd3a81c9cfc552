package dev.lepton.learn.linear;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.learn.feature.FeatureMatrix;
import dev.lepton.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The summed, weighted loss of training rows as a function of coefficients `[feature, head]`, the last
/// feature being the intercept, which is always 1.
///
/// Rows are kept sparse, because one-hot features are mostly zero. They are summed up in blocks whose bounds
/// depend on the rows alone, and the blocks' sums are added in order: the result is the same at any number of
/// threads.
final class Objective implements AutoCloseable {

    private static final int MAX_BLOCKS = 16;
    private static final int MIN_BLOCK_ROWS = 1_024;

    private final int rows;
    private final int features; // the intercept not counted
    private final int[] starts; // [row + 1] into places and values
    private final int[] places;
    private final float[] values;
    private final Weights weights;
    private final RowLoss loss;
    private final int blocks;
    private final ExecutorService pool;

    Objective(FeatureMatrix matrix, Weights weights, RowLoss loss, int threads) {
        this.rows = matrix.rows();
        this.features = matrix.columns();
        this.weights = weights;
        this.loss = loss;
        this.blocks = Math.clamp(rows / MIN_BLOCK_ROWS, 1, MAX_BLOCKS);
        float[] dense = matrix.values();
        int filled = 0;
        for (float value : dense) {
            filled += value != 0 ? 1 : 0;
        }
        this.starts = new int[rows + 1];
        this.places = new int[filled];
        this.values = new float[filled];
        int next = 0;
        for (int row = 0; row < rows; row++) {
            for (int feature = 0; feature < features; feature++) {
                float value = dense[row * features + feature];
                if (value != 0) {
                    places[next] = feature;
                    values[next++] = value;
                }
            }
            starts[row + 1] = next;
        }
        this.pool = Executors.newFixedThreadPool(
                Math.min(threads, blocks),
                Thread.ofPlatform().daemon().name("linear-", 0).factory());
    }

    /// Number of coefficients, intercepts included.
    int size() {
        return (features + 1) * heads();
    }

    int heads() {
        return loss.heads();
    }

    double totalWeight() {
        return weights.sum();
    }

    /// Zero coefficients and the loss's own intercepts.
    double[] start() {
        double[] start = new double[size()];
        System.arraycopy(loss.start(), 0, start, features * heads(), heads());
        return start;
    }

    /// The summed loss.
    ///
    /// @param gradient becomes the derivative by each coefficient
    double at(double[] coefficients, double[] gradient) {
        List<Future<Part>> parts = new ArrayList<>();
        for (int block = 0; block < blocks; block++) {
            int from = (int) ((long) rows * block / blocks);
            int to = (int) ((long) rows * (block + 1) / blocks);
            parts.add(pool.submit(() -> part(coefficients, from, to)));
        }
        Arrays.fill(gradient, 0);
        double sum = 0;
        for (Future<Part> part : parts) {
            Part done = joined(part);
            sum += done.loss;
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += done.gradient[i];
            }
        }
        return sum;
    }

    private record Part(double loss, double[] gradient) {}

    private Part part(double[] coefficients, int from, int to) {
        int heads = heads();
        double[] gradient = new double[coefficients.length];
        double[] sums = new double[heads];
        double total = 0;
        for (int row = from; row < to; row++) {
            double weight = weights.get(row);
            if (weight == 0) {
                continue;
            }
            if (heads == 1) {
                sums[0] = sum(row, coefficients);
                total += weight * loss.at(row, sums);
                addOne(row, weight * sums[0], gradient);
            } else {
                sums(row, coefficients, sums);
                total += weight * loss.at(row, sums);
                addAll(row, weight, sums, gradient);
            }
        }
        return new Part(total, gradient);
    }

    private double sum(int row, double[] coefficients) {
        double sum = coefficients[features];
        int end = starts[row + 1];
        for (int i = starts[row]; i < end; i++) {
            sum += values[i] * coefficients[places[i]];
        }
        return sum;
    }

    private void addOne(int row, double derivative, double[] gradient) {
        int end = starts[row + 1];
        for (int i = starts[row]; i < end; i++) {
            gradient[places[i]] += derivative * values[i];
        }
        gradient[features] += derivative;
    }

    private void sums(int row, double[] coefficients, double[] sums) {
        int heads = sums.length;
        System.arraycopy(coefficients, features * heads, sums, 0, heads);
        int end = starts[row + 1];
        for (int i = starts[row]; i < end; i++) {
            int first = places[i] * heads;
            double value = values[i];
            for (int k = 0; k < heads; k++) {
                sums[k] += value * coefficients[first + k];
            }
        }
    }

    private void addAll(int row, double weight, double[] derivatives, double[] gradient) {
        int heads = derivatives.length;
        for (int k = 0; k < heads; k++) {
            derivatives[k] *= weight;
            gradient[features * heads + k] += derivatives[k];
        }
        int end = starts[row + 1];
        for (int i = starts[row]; i < end; i++) {
            int first = places[i] * heads;
            double value = values[i];
            for (int k = 0; k < heads; k++) {
                gradient[first + k] += value * derivatives[k];
            }
        }
    }

    private static Part joined(Future<Part> part) {
        try {
            return part.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a block of rows failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeptonException(ErrorCode.CANCELLED, "The fit of a linear model was interrupted.", e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
