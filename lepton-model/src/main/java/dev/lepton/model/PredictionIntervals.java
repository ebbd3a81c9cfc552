package dev.lepton.model;

import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Value;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// Intervals around estimates that hold the truth of a new row with a given probability, whatever the model
/// and the distribution, if the rows they are learnt from were not learnt from by the model and the new row
/// is like them (split conformal prediction: Papadopoulos et al. 2002; Lei et al. 2018).
///
/// Weights play no part: rows count as equally likely.
///
/// @param form what the interval is built on
/// @param level share of new rows whose truth lies inside, at least
/// @param margin what is added at both ends, in the form's unit; infinite where rows are too few for the
///     level, negative where quantile estimates were too far apart
public record PredictionIntervals(Form form, double level, double margin) {

    /// What an interval is built on.
    public enum Form {
        /// one estimate; the margin is the same for all rows
        RESIDUAL,
        /// one estimate and how far off it tends to be; the margin counts in the latter
        NORMALISED,
        /// an estimate of a low and one of a high quantile (Romano et al. 2019)
        QUANTILES
    }

    public PredictionIntervals {
        Conformal.checkLevel(level);
    }

    /// @param truth of rows that the model did not learn from
    public static PredictionIntervals residual(Values truth, Estimates answers, double level) {
        return learnt(Form.RESIDUAL, level, truth, row -> Math.abs(truth.get(row) - answers.get(row)));
    }

    /// @param scales how far off each estimate tends to be, above 0: a model of absolute residuals
    public static PredictionIntervals normalised(Values truth, Estimates answers, Estimates scales, double level) {
        return learnt(
                Form.NORMALISED, level, truth, row -> Math.abs(truth.get(row) - answers.get(row)) / scales.get(row));
    }

    /// @param low estimates of a low quantile, such as `(1 - level) / 2`
    /// @param high estimates of a high quantile; where the two cross they change places
    public static PredictionIntervals quantiles(Values truth, Estimates low, Estimates high, double level) {
        return learnt(
                Form.QUANTILES,
                level,
                truth,
                row -> Math.max(
                        Math.min(low.get(row), high.get(row)) - truth.get(row),
                        truth.get(row) - Math.max(low.get(row), high.get(row))));
    }

    private static PredictionIntervals learnt(Form form, double level, Values truth, IntToDoubleFunction score) {
        double[] scores = IntStream.range(0, truth.size()).mapToDouble(score).toArray();
        return new PredictionIntervals(form, level, Conformal.quantile(scores, level));
    }

    /// The interval around one estimate, of [Form#RESIDUAL].
    public Interval around(double estimate) {
        return between(estimate, estimate, 1);
    }

    /// The interval around one estimate, of [Form#NORMALISED].
    public Interval around(double estimate, double scale) {
        return between(estimate, estimate, scale);
    }

    /// The interval of two quantile estimates, of [Form#QUANTILES]. One that would end before it begins is the
    /// middle of both.
    public Interval between(double low, double high) {
        return between(Math.min(low, high), Math.max(low, high), 1);
    }

    private Interval between(double low, double high, double scale) {
        double from = low - margin * scale;
        double to = high + margin * scale;
        return from <= to ? new Interval(from, to, level) : new Interval((from + to) / 2, (from + to) / 2, level);
    }

    /// Adds nodes for the intervals of [Form#RESIDUAL] or, with a scale, [Form#NORMALISED].
    ///
    /// @param estimate float64 `[N, 1]`
    /// @param reach float64 `[N, 1]`: 1, or the scale
    /// @return lower and upper ends, float64 `[N, 2]`
    public Value lowerAround(GraphOps ops, Value estimate, Value reach) {
        Value distance = ops.mul(reach, ops.scalarLike(reach, margin));
        return ops.concat(1, ops.sub(estimate, distance), ops.add(estimate, distance));
    }

    /// Adds nodes for the intervals of [Form#QUANTILES].
    ///
    /// @param low float64 `[N, 1]`
    /// @param high float64 `[N, 1]`
    /// @return lower and upper ends, float64 `[N, 2]`
    public Value lowerBetween(GraphOps ops, Value low, Value high) {
        Value distance = ops.scalarLike(low, margin);
        Value from = ops.sub(ops.min(low, high), distance);
        Value to = ops.add(ops.max(low, high), distance);
        Value middle = ops.mul(ops.add(from, to), ops.scalarLike(from, 0.5));
        return ops.concat(1, ops.min(from, middle), ops.max(to, middle));
    }

    /// What makes this again, by [#parse].
    public Settings state() {
        return Settings.of(this);
    }

    public static PredictionIntervals parse(Settings state) {
        return state.over(new PredictionIntervals(Form.RESIDUAL, 0.9, 0));
    }
}
