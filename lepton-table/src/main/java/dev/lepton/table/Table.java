package dev.lepton.table;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Named columns of equal length. Immutable; safe to read from any thread.
public final class Table {

    private final Schema schema;
    private final List<Column> columns;
    private final int rows;

    private Table(Schema schema, List<Column> columns, int rows) {
        this.schema = schema;
        this.columns = columns;
        this.rows = rows;
    }

    /// A table of the given columns in the map's order.
    ///
    /// @throws LeptonException INVALID_DATA where lengths differ
    public static Table of(LinkedHashMap<String, Column> columns) {
        List<Field> fields = new ArrayList<>(columns.size());
        int rows = columns.isEmpty() ? 0 : columns.firstEntry().getValue().size();
        for (Map.Entry<String, Column> entry : columns.entrySet()) {
            if (entry.getValue().size() != rows) {
                throw new LeptonException(
                        ErrorCode.INVALID_DATA,
                        "Column \"" + entry.getKey() + "\" has "
                                + entry.getValue().size() + " rows; the columns before it have " + rows + ".");
            }
            fields.add(new Field(entry.getKey(), entry.getValue().kind()));
        }
        return new Table(new Schema(fields), List.copyOf(columns.values()), rows);
    }

    public Schema schema() {
        return schema;
    }

    public int rows() {
        return rows;
    }

    public List<Column> columns() {
        return columns;
    }

    /// @throws LeptonException NOT_FOUND with the nearest name that there is
    public Column column(String name) {
        return columns.get(schema.position(name));
    }

    /// The named column where it has the type asked for.
    ///
    /// @throws LeptonException INVALID_DATA where it is of another kind
    public <C extends Column> C column(String name, Class<C> type) {
        Column column = column(name);
        if (!type.isInstance(column)) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "Column \"" + name + "\" is of kind " + column.kind().id() + ", which is not what "
                            + type.getSimpleName() + " holds.");
        }
        return type.cast(column);
    }

    /// Only the named columns, in the order given.
    public Table columns(Collection<String> names) {
        LinkedHashMap<String, Column> kept = LinkedHashMap.newLinkedHashMap(names.size());
        for (String name : names) {
            kept.put(name, column(name));
        }
        return new Table(new Schema(names.stream().map(schema::field).toList()), List.copyOf(kept.values()), rows);
    }

    /// All columns but the named ones; a name that is not there is an error.
    public Table without(Collection<String> names) {
        names.forEach(schema::position);
        return columns(
                schema.names().stream().filter(name -> !names.contains(name)).toList());
    }

    /// The same table with one column added at the end, or replaced where the name is there.
    public Table with(String name, Column column) {
        LinkedHashMap<String, Column> all = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            all.put(schema.fields().get(i).name(), columns.get(i));
        }
        all.put(name, column);
        return of(all);
    }

    /// The rows at the given positions, in that order; rows may repeat.
    public Table select(int... positions) {
        return new Table(
                schema, columns.stream().map(column -> column.select(positions)).toList(), positions.length);
    }

    /// The rows from `from`, inclusive, to `to`, exclusive, sharing memory with this table.
    public Table slice(int from, int to) {
        return new Table(
                schema, columns.stream().map(column -> column.slice(from, to)).toList(), to - from);
    }

    /// Bytes of memory that the cells take.
    public long bytes() {
        return columns.stream().mapToLong(Column::bytes).sum();
    }

    /// The first rows, as lines of text for messages and debugging.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(rows + " rows of " + schema);
        IntStream.range(0, Math.min(5, rows))
                .mapToObj(row -> columns.stream().map(c -> c.text(row)).toList())
                .forEach(cells -> text.append('\n').append(cells));
        return text.toString();
    }

    /// All row numbers, `0 .. rows - 1`.
    public int[] allRows() {
        int[] all = new int[rows];
        Arrays.setAll(all, i -> i);
        return all;
    }
}
