package dev.lepton.model.bundle;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.Runner;
import dev.lepton.model.Signature;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.Schema;
import dev.lepton.table.TimestampColumn;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/// One row after another through a model, without a table: cells are set by the position of their column,
/// then [#run] answers.
///
/// A cell keeps its value for the next row until it is set again; all are missing at first. One thread at a
/// time.
public final class RowCall implements AutoCloseable {

    private final Schema inputs;
    private final Runner runner;
    private final ColumnKind[] kinds; // [column]
    private final int[] places; // [column], index of the runner's input

    /// @param runner whose first output is the answer
    RowCall(Predictor predictor, Runner runner) {
        this.inputs = predictor.bundle().manifest().inputs();
        this.runner = runner;
        List<Field> fields = inputs.fields();
        this.kinds = new ColumnKind[fields.size()];
        this.places = new int[fields.size()];
        for (int column = 0; column < kinds.length; column++) {
            kinds[column] = fields.get(column).kind();
            places[column] = runner.inputIndex(fields.get(column).name());
        }
        clear();
    }

    /// The columns; their order gives the positions that cells are set by.
    public Schema inputs() {
        return inputs;
    }

    /// Makes every cell missing.
    public RowCall clear() {
        for (int column = 0; column < kinds.length; column++) {
            missing(column);
        }
        return this;
    }

    public RowCall missing(int column) {
        switch (kinds[column]) {
            case NUMBER, FLAG -> write(column, Double.NaN);
            case TIMESTAMP ->
                runner.input(places[column]).set(ValueLayout.JAVA_LONG_UNALIGNED, 0, TimestampColumn.MISSING);
            case CATEGORY, TEXT -> runner.strings(places[column], "");
            case ENCODED -> throw Signature.encodedColumn();
        }
        return this;
    }

    /// @param value NaN where missing
    public RowCall number(int column, double value) {
        require(column, kinds[column] == ColumnKind.NUMBER, "a number");
        write(column, value);
        return this;
    }

    public RowCall flag(int column, boolean value) {
        require(column, kinds[column] == ColumnKind.FLAG, "a flag");
        write(column, value ? 1 : 0);
        return this;
    }

    /// @param micros microseconds since 1970-01-01T00:00Z
    public RowCall moment(int column, long micros) {
        require(column, kinds[column] == ColumnKind.TIMESTAMP, "a timestamp");
        runner.input(places[column]).set(ValueLayout.JAVA_LONG_UNALIGNED, 0, micros);
        return this;
    }

    /// @param value a category's level or a text; the empty string where missing
    public RowCall text(int column, String value) {
        require(column, kinds[column] == ColumnKind.CATEGORY || kinds[column] == ColumnKind.TEXT, "a string");
        runner.strings(places[column], value);
        return this;
    }

    /// The answer for the row as it is now: the probability of each class, or one number.
    public double[] run() {
        runner.run();
        return runner.output(0).doubles();
    }

    private void write(int column, double value) {
        MemorySegment cell = runner.input(places[column]);
        cell.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, 0, value);
    }

    private void require(int column, boolean fits, String came) {
        if (!fits) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "Column \"" + inputs.fields().get(column).name() + "\" holds " + kinds[column].id()
                            + " cells, but was given " + came + ".");
        }
    }

    @Override
    public void close() {
        runner.close();
    }
}
