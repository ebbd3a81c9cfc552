package dev.lepton.learn.derive;

import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.learn.feature.Moments;
import dev.lepton.model.Weights;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/// The principal components of number columns, each of mean 0 and standard deviation 1 and with 0 where
/// missing: as many as hold the wanted share of the variance.
///
/// Sums of many float64 depend on their order, which a matrix product leaves open. So standardised numbers are
/// rounded to multiples of 2^-16 and directions to multiples of 2^-20; all products and their sums are then
/// multiples of 2^-36 below 2^17, which float64 holds exactly, whatever the order.
final class Components implements Step {

    static final int FEWEST_COLUMNS = 3;

    /// More columns would take long to decompose; the first are taken.
    private static final int MOST_COLUMNS = 256;

    private static final int MOST_COMPONENTS = 32;

    /// How far from the mean a standardised number may be, in standard deviations.
    private static final double LIMIT = 20;

    private static final double NUMBER_GRID = 0x1p16;
    private static final double DIRECTION_GRID = 0x1p20;

    private final List<String> inputs;
    private final double[] means; // [input]
    private final double[] factors; // [input]
    private final double[][] directions; // [component][input], multiples of 1 that stand for 2^-20

    private Components(List<String> inputs, List<Moments> moments, double[][] directions) {
        this.inputs = List.copyOf(inputs);
        this.means = moments.stream().mapToDouble(Moments::mean).toArray();
        this.factors =
                moments.stream().mapToDouble(found -> 1 / found.deviation()).toArray();
        this.directions = directions;
    }

    /// @param share of the variance, above 0 and at most 1
    static Components fit(List<String> numbers, double share, Table train, Weights weights) {
        List<String> inputs = new ArrayList<>();
        List<Moments> moments = new ArrayList<>();
        for (String number : numbers) {
            Moments found = Moments.of(Numbers.read(train, number), weights, false);
            double factor = 1 / found.deviation();
            if (found.deviation() > 0 && Double.isFinite(factor) && inputs.size() < MOST_COLUMNS) {
                inputs.add(number);
                moments.add(found);
            }
        }
        Components none = new Components(inputs, moments, new double[0][]);
        if (inputs.size() < FEWEST_COLUMNS) {
            return none;
        }
        double[][] directions = directions(none.standardised(train), share, weights);
        for (double[] direction : directions) {
            Arrays.setAll(direction, i -> Math.rint(direction[i] * DIRECTION_GRID));
        }
        return new Components(inputs, moments, directions);
    }

    private static double[][] directions(double[][] columns, double share, Weights weights) {
        double[][] covariance = new double[columns.length][columns.length];
        for (int i = 0; i < columns.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int row = 0; row < columns[i].length; row++) {
                    sum += weights.get(row) * columns[i][row] * columns[j][row];
                }
                covariance[i][j] = sum / weights.sum();
                covariance[j][i] = covariance[i][j];
            }
        }
        EigenDecompositionSymmetric eigen =
                new EigenDecompositionSymmetric(new Array2DRowRealMatrix(covariance, false)); // largest values first
        double total = Arrays.stream(eigen.getEigenvalues()).sum();
        List<double[]> directions = new ArrayList<>();
        double held = 0;
        while (directions.size() < Math.min(MOST_COMPONENTS, columns.length) && held < share * total) {
            held += eigen.getEigenvalue(directions.size());
            directions.add(eigen.getEigenvector(directions.size()).toArray());
        }
        return directions.toArray(double[][]::new);
    }

    /// @return `[input][row]`, multiples of 1 that stand for 2^-16
    private double[][] standardised(Table rows) {
        double[][] columns = new double[inputs.size()][];
        for (int i = 0; i < columns.length; i++) {
            double[] values = Numbers.read(rows, inputs.get(i));
            for (int row = 0; row < values.length; row++) {
                double value = (values[row] - means[i]) * factors[i];
                double present = Double.isNaN(value) ? 0 : value;
                values[row] = Math.rint(Math.clamp(present, -LIMIT, LIMIT) * NUMBER_GRID);
            }
            columns[i] = values;
        }
        return columns;
    }

    @Override
    public List<String> reads() {
        return inputs;
    }

    @Override
    public List<String> names() {
        return IntStream.rangeClosed(1, directions.length)
                .mapToObj(number -> "component(" + number + ")")
                .toList();
    }

    @Override
    public List<Column> make(Table rows) {
        double[][] columns = standardised(rows);
        List<Column> made = new ArrayList<>();
        for (double[] direction : directions) {
            double[] values = new double[rows.rows()];
            for (int i = 0; i < columns.length; i++) {
                for (int row = 0; row < values.length; row++) {
                    values[row] += direction[i] * columns[i][row];
                }
            }
            Arrays.setAll(values, row -> values[row] / (NUMBER_GRID * DIRECTION_GRID));
            made.add(NumberColumn.of(values));
        }
        return made;
    }

    @Override
    public List<Value> lower(GraphBuilder builder, Map<String, Value> raw) {
        if (directions.length == 0) {
            return List.of();
        }
        GraphOps ops = builder.ops();
        int width = inputs.size();
        Value value = ops.sub(Parts.join(builder, raw, inputs), row(builder, means));
        value = ops.mul(value, row(builder, factors));
        value = ops.where(ops.isNaN(value), builder.constant(Tensor.scalar(0.0)), value);
        value = ops.mul(ops.clip(value, -LIMIT, LIMIT), builder.constant(Tensor.scalar(NUMBER_GRID)));
        value = builder.node("Round", List.of(value), Map.of(), ElementType.DOUBLE, value.shape());
        double[] matrix = new double[width * directions.length]; // [input, component]
        for (int component = 0; component < directions.length; component++) {
            for (int i = 0; i < width; i++) {
                matrix[i * directions.length + component] = directions[component][i];
            }
        }
        Value sums = ops.matMul(value, builder.constant(Tensor.doubles(Shape.of(width, directions.length), matrix)));
        Value scaled = ops.div(sums, builder.constant(Tensor.scalar(NUMBER_GRID * DIRECTION_GRID)));
        return Parts.split(builder, scaled, directions.length);
    }

    private static Value row(GraphBuilder builder, double[] values) {
        return builder.constant(Tensor.doubles(Shape.of(1, values.length), values));
    }
}
