package dev.lepton.learn.tree;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.MlOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.model.Signature;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The raw columns of a model that someone else trained, one per feature: numbers as they are, and
/// categories by the levels that the model's file names.
record ImportedColumns(List<Source> sources) {

    /// How categories, which files hold as numbers, are read where a row has a number that is not whole.
    enum Rounding {
        /// The value as it is: there are no categories.
        NONE,
        /// Towards zero, as LightGBM does.
        TOWARDS_ZERO,
        /// Downwards, as XGBoost does (it takes anything below zero for unknown).
        DOWN
    }

    /// @param rounding of a feature whose categories have no names
    /// @param levels names of the categories by code; empty where the column holds numbers
    record Source(String name, Rounding rounding, List<String> levels) {

        boolean named() {
            return !levels.isEmpty();
        }
    }

    ImportedColumns {
        sources = List.copyOf(sources);
    }

    Schema schema() {
        return new Schema(sources.stream()
                .map(source -> new Field(source.name, source.named() ? ColumnKind.CATEGORY : ColumnKind.NUMBER))
                .toList());
    }

    /// The features of all rows, `[row, column]`, NaN where missing or unknown.
    double[] values(Table rows) {
        int width = sources.size();
        double[] values = new double[rows.rows() * width];
        for (int i = 0; i < width; i++) {
            double[] column = column(rows, sources.get(i));
            for (int row = 0; row < column.length; row++) {
                values[row * width + i] = column[row];
            }
        }
        return values;
    }

    private static double[] column(Table rows, Source source) {
        Column column = rows.column(source.name);
        double[] values = new double[column.size()];
        switch (column) {
            case NumberColumn numbers when !source.named() -> numbers.copyTo(0, values);
            case FlagColumn flags when !source.named() -> Arrays.setAll(values, flags::get);
            case CategoryColumn categories
            when source.named() -> {
                Map<String, Integer> codes = new HashMap<>();
                source.levels.forEach(level -> codes.putIfAbsent(level, codes.size()));
                Arrays.setAll(values, row -> {
                    Integer code = codes.get(categories.text(row));
                    return code == null ? Double.NaN : code;
                });
            }
            default ->
                throw new LeptonException(
                        ErrorCode.INVALID_DATA,
                        "Column \"" + source.name + "\" is of kind "
                                + column.kind().id() + "; the model wants "
                                + (source.named() ? "categories." : "numbers."));
        }
        return values;
    }

    /// The same features as float64 `[N, features]`.
    Value lower(GraphBuilder builder) {
        Map<String, Value> inputs = Signature.declareInputs(builder, schema());
        List<Value> columns = new ArrayList<>();
        for (Source source : sources) {
            Value input = Objects.requireNonNull(inputs.get(source.name));
            columns.add(source.named() ? codes(builder, input, source.levels) : input);
        }
        Value joined = builder.ops().concat(1, columns);
        return sources.stream().allMatch(source -> source.rounding == Rounding.NONE)
                ? joined
                : rounded(builder, joined);
    }

    private static Value codes(GraphBuilder builder, Value input, List<String> levels) {
        float[] codes = new float[levels.size()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = i;
        }
        MlOps.Mapping mapping = new MlOps.Mapping(
                Tensor.strings(Shape.of(codes.length), levels.toArray(String[]::new)),
                Tensor.floats(Shape.of(codes.length), codes),
                Tensor.floats(Shape.of(1), Float.NaN));
        return builder.ops().cast(builder.ml().labelEncoder(input, mapping), ElementType.DOUBLE);
    }

    /// Categories as whole numbers, the other features as they are.
    private Value rounded(GraphBuilder builder, Value joined) {
        GraphOps ops = builder.ops();
        boolean down = sources.stream().anyMatch(source -> source.rounding == Rounding.DOWN);
        Value whole = ops.floor(joined);
        if (!down) {
            Value negative = ops.less(joined, ops.scalarLike(joined, 0));
            whole = ops.where(negative, ops.neg(ops.floor(ops.neg(joined))), whole);
        }
        boolean[] categorical = new boolean[sources.size()];
        for (int i = 0; i < categorical.length; i++) {
            categorical[i] = sources.get(i).rounding != Rounding.NONE;
        }
        return ops.where(builder.constant(Tensor.bools(Shape.of(1, categorical.length), categorical)), whole, joined);
    }
}
