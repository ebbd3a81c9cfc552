package dev.lepton.learn.feature;

import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Value;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Numbers, flags and calendar parts, all in one go: imputed and standardised where wanted, then indicators
/// of missing values.
///
/// Everything is float64 up to one rounding to float32 at the end, in Java as in the graph, so both give the
/// same bits.
final class NumberBlock implements Block {

    /// How far from the mean a standardised value may be, in standard deviations: a wild value must not
    /// decide alone.
    private static final double LIMIT = 20;

    /// What to do with the numbers; each array has one element per number.
    ///
    /// @param medians what stands for NaN, or null where NaN stays
    /// @param means what is subtracted, or null where nothing is standardised
    /// @param factors what is multiplied with afterwards
    /// @param indicated numbers for which a feature says that they were missing
    record Treatment(double @Nullable [] medians, double @Nullable [] means, double[] factors, int[] indicated) {}

    private final List<String> inputs; // number and flag columns
    private final Optional<Calendar> calendar;
    private final Treatment treatment;

    private NumberBlock(List<String> inputs, Optional<Calendar> calendar, Treatment treatment) {
        this.inputs = List.copyOf(inputs);
        this.calendar = calendar;
        this.treatment = treatment;
    }

    static NumberBlock fit(
            FeatureOptions.Numbers options, List<String> inputs, Optional<Calendar> calendar, Sample train) {
        int width = inputs.size() + calendar.map(Calendar::width).orElse(0);
        if (options.equals(FeatureOptions.Numbers.PLAIN)) {
            return new NumberBlock(inputs, calendar, new Treatment(null, null, new double[width], new int[0]));
        }
        double[] medians = new double[width];
        double[] means = new double[width];
        double[] factors = new double[width];
        List<Integer> indicated = new ArrayList<>();
        NumberBlock reader = new NumberBlock(inputs, calendar, new Treatment(null, null, factors, new int[0]));
        for (int i = 0; i < width; i++) {
            double[] values = reader.read(train.rows(), i);
            Moments moments = Moments.of(values, train.weights(), options.impute());
            medians[i] = moments.median();
            means[i] = moments.mean();
            factors[i] = moments.deviation() > 0 ? 1 / moments.deviation() : 1;
            if (moments.anyMissing() && options.indicate()) {
                indicated.add(i);
            }
        }
        Treatment treatment = new Treatment(
                options.impute() ? medians : null,
                options.standardise() ? means : null,
                factors,
                indicated.stream().mapToInt(Integer::intValue).toArray());
        return new NumberBlock(inputs, calendar, treatment);
    }

    @Override
    public List<Feature> features() {
        List<Feature> features = new ArrayList<>();
        inputs.forEach(input -> features.add(Feature.number(input)));
        calendar.ifPresent(parts -> parts.names().forEach(name -> features.add(Feature.number(name))));
        for (int i : treatment.indicated) {
            features.add(Feature.number(features.get(i).name() + "=(missing)"));
        }
        return features;
    }

    /// How many of the features, from the first on, are numbers and not indicators.
    int quantities() {
        return treatment.factors.length;
    }

    @Override
    public void fill(Table rows, FeatureMatrix target, int first) {
        int width = treatment.factors.length;
        int indicator = width;
        for (int i = 0; i < width; i++) {
            double[] values = read(rows, i);
            for (int row = 0; row < values.length; row++) {
                target.set(row, first + i, treated(values[row], i));
            }
            if (indicator - width < treatment.indicated.length && treatment.indicated[indicator - width] == i) {
                for (int row = 0; row < values.length; row++) {
                    target.set(row, first + indicator, Double.isNaN(values[row]) ? 1 : 0);
                }
                indicator++;
            }
        }
    }

    private float treated(double raw, int i) {
        double value = raw;
        if (treatment.medians != null && Double.isNaN(value)) {
            value = treatment.medians[i];
        }
        if (treatment.means != null) {
            value = (value - treatment.means[i]) * treatment.factors[i];
        }
        double limit = limit();
        return (float) (value > limit ? limit : value < -limit ? -limit : value);
    }

    /// Without standardising, what float32 cannot hold becomes its largest number: engines refuse infinity.
    private double limit() {
        return treatment.means != null ? LIMIT : Float.MAX_VALUE;
    }

    /// The values of number `i`, NaN where missing.
    private double[] read(Table rows, int i) {
        if (i >= inputs.size()) {
            return calendar.orElseThrow().read(rows, i - inputs.size());
        }
        double[] values = new double[rows.rows()];
        String input = inputs.get(i);
        if (rows.column(input) instanceof FlagColumn flags) {
            for (int row = 0; row < values.length; row++) {
                values[row] = flags.get(row);
            }
        } else {
            rows.column(input, NumberColumn.class).copyTo(0, values);
        }
        return values;
    }

    @Override
    public Value lower(GraphBuilder builder, Map<String, Value> columns) {
        List<Value> parts = new ArrayList<>(
                inputs.stream().map(input -> Columns.input(columns, input)).toList());
        calendar.ifPresent(times -> parts.add(times.lower(builder, columns)));
        Value raw = Columns.join(builder, parts);
        Value value = raw;
        if (treatment.medians != null) {
            value = builder.ops().where(builder.ops().isNaN(value), Columns.row(builder, treatment.medians), value);
        }
        if (treatment.means != null) {
            value = builder.ops().sub(value, Columns.row(builder, treatment.means));
            value = builder.ops().mul(value, Columns.row(builder, treatment.factors));
        }
        Value features = builder.ops().cast(limited(builder, value), ElementType.FLOAT);
        if (treatment.indicated.length == 0) {
            return features;
        }
        Value missing = builder.ops().isNaN(Columns.pick(builder, raw, treatment.indicated, treatment.factors.length));
        return builder.ops().concat(1, features, builder.ops().cast(missing, ElementType.FLOAT));
    }

    private Value limited(GraphBuilder builder, Value value) {
        return builder.ops().clip(value, -limit(), limit());
    }
}
