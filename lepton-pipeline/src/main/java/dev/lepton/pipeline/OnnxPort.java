package dev.lepton.pipeline;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Input;
import dev.lepton.graph.Value;
import dev.lepton.table.Column;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.util.List;
import java.util.stream.IntStream;

/// One input tensor of a foreign model and the columns that fill it.
///
/// @param isVector whether the tensor has shape `[N]`, rather than `[N, columns]`
record OnnxPort(String name, ElementType type, List<Field> fields, boolean isVector) {

    OnnxPort {
        fields = List.copyOf(fields);
    }

    /// @throws LeptonException UNSUPPORTED for a tensor that is no set of columns
    static OnnxPort of(Value input) {
        boolean vector = input.shape().isRankKnown() && input.shape().rank() == 1;
        boolean matrix = input.shape().isRankKnown()
                && input.shape().rank() == 2
                && input.shape().size(1) > 0;
        ColumnKind kind = kind(input);
        if (!vector && !matrix) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED,
                    "The model's input " + input + " cannot be filled from the columns of a table; inputs of shape"
                            + " [N], [N, 1] or [N, F] with a fixed F can.");
        }
        if (vector || input.shape().size(1) == 1) {
            return new OnnxPort(input.name(), input.type(), List.of(new Field(input.name(), kind)), vector);
        }
        List<Field> fields = IntStream.range(0, Math.toIntExact(input.shape().size(1)))
                .mapToObj(i -> new Field(input.name() + "_" + i, kind))
                .toList();
        return new OnnxPort(input.name(), input.type(), fields, false);
    }

    private static ColumnKind kind(Value input) {
        return switch (input.type()) {
            case STRING -> ColumnKind.CATEGORY;
            case BOOL -> ColumnKind.FLAG;
            case FLOAT, DOUBLE, INT64, INT32 -> ColumnKind.NUMBER;
            default ->
                throw new LeptonException(
                        ErrorCode.UNSUPPORTED,
                        "The model's input " + input + " is of a type that no column has; FLOAT, DOUBLE, INT32, INT64,"
                                + " BOOL and STRING are known.");
        };
    }

    /// The tensor made of the columns' graph inputs.
    Value lower(GraphOps ops, List<Value> columns) {
        Value joined = columns.size() == 1 ? columns.getFirst() : ops.concat(1, columns);
        Value typed = type == ElementType.STRING ? joined : ops.cast(joined, type);
        return isVector ? ops.reshape(typed, -1) : typed;
    }

    /// The tensor filled from the rows of a table.
    Input input(Table rows) {
        int width = fields.size();
        long[] sizes = isVector ? new long[] {rows.rows()} : new long[] {rows.rows(), width};
        if (type == ElementType.STRING) {
            String[] cells = new String[rows.rows() * width];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = rows.column(fields.get(i % width).name()).text(i / width);
            }
            return Input.of(cells, sizes);
        }
        double[] cells = new double[rows.rows() * width];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = number(rows.column(fields.get(i % width).name()), i / width);
        }
        return numbers(cells, sizes);
    }

    private static double number(Column column, int row) {
        return switch (column) {
            case NumberColumn numbers -> numbers.get(row);
            case FlagColumn flags -> flags.get(row);
            case Column other ->
                throw new LeptonException(
                        ErrorCode.INVALID_DATA,
                        "A column of kind " + other.kind().id() + " cannot fill an input of numbers.");
        };
    }

    private Input numbers(double[] cells, long[] sizes) {
        int count = cells.length;
        switch (type) {
            case FLOAT -> {
                float[] floats = new float[count];
                IntStream.range(0, count).forEach(i -> floats[i] = (float) cells[i]);
                return Input.of(floats, sizes);
            }
            case INT64 -> {
                long[] longs = new long[count];
                IntStream.range(0, count).forEach(i -> longs[i] = (long) cells[i]);
                return Input.of(longs, sizes);
            }
            case INT32 -> {
                int[] ints = new int[count];
                IntStream.range(0, count).forEach(i -> ints[i] = (int) cells[i]);
                return Input.of(ints, sizes);
            }
            case BOOL -> {
                boolean[] flags = new boolean[count];
                IntStream.range(0, count).forEach(i -> flags[i] = cells[i] != 0);
                return Input.of(flags, sizes);
            }
            default -> {
                return Input.of(cells, sizes);
            }
        }
    }
}
