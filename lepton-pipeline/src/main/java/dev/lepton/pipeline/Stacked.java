package dev.lepton.pipeline;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.Field;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Two tables of one schema, one under the other.
final class Stacked {

    private Stacked() {}

    /// @param below has at least the columns of `above`, of the same kinds
    static Table of(Table above, Table below) {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        for (Field field : above.schema().fields()) {
            Column first = above.column(field.name());
            Column second = below.column(field.name());
            if (first.kind() != second.kind()) {
                throw new LeptonException(
                        ErrorCode.INVALID_DATA,
                        "Column \"" + field.name() + "\" is of kind "
                                + first.kind().id() + " in the training rows, but "
                                + second.kind().id() + " in the validation rows; declare its kind.");
            }
            columns.put(field.name(), of(first, second));
        }
        return Table.of(columns);
    }

    private static Column of(Column above, Column below) {
        int first = above.size();
        int rows = first + below.size();
        return switch (above) {
            case NumberColumn a -> numbers(a, (NumberColumn) below, rows);
            case CategoryColumn a -> categories(a, (CategoryColumn) below);
            case TextColumn a ->
                TextColumn.of(IntStream.range(0, rows)
                        .mapToObj(row -> row < first ? a.text(row) : below.text(row - first))
                        .toList());
            case TimestampColumn a ->
                TimestampColumn.of(IntStream.range(0, rows)
                        .mapToLong(row -> row < first ? a.micros(row) : ((TimestampColumn) below).micros(row - first))
                        .toArray());
            case EncodedColumn a -> a.followedBy((EncodedColumn) below);
            case FlagColumn a -> {
                byte[] cells = new byte[rows];
                for (int row = 0; row < rows; row++) {
                    double flag = row < first ? a.get(row) : ((FlagColumn) below).get(row - first);
                    cells[row] = Double.isNaN(flag) ? FlagColumn.MISSING : (byte) flag;
                }
                yield FlagColumn.of(MemorySegment.ofArray(cells));
            }
        };
    }

    private static NumberColumn numbers(NumberColumn above, NumberColumn below, int rows) {
        if (above.isExact() && below.isExact()) {
            return NumberColumn.of(IntStream.range(0, rows)
                    .mapToLong(row -> row < above.size() ? above.exact(row) : below.exact(row - above.size()))
                    .toArray());
        }
        return NumberColumn.of(IntStream.range(0, rows)
                .mapToDouble(row -> row < above.size() ? above.get(row) : below.get(row - above.size()))
                .toArray());
    }

    private static CategoryColumn categories(CategoryColumn above, CategoryColumn below) {
        List<String> levels = new ArrayList<>(above.levels());
        Map<String, Integer> codeOf = new HashMap<>();
        levels.forEach(level -> codeOf.put(level, codeOf.size()));
        int[] recoded = below.levels().stream()
                .mapToInt(level -> codeOf.computeIfAbsent(level, unknown -> {
                    levels.add(unknown);
                    return levels.size() - 1;
                }))
                .toArray();
        int[] codes = IntStream.range(0, above.size() + below.size())
                .map(row -> row < above.size() ? above.code(row) : recoded(below.code(row - above.size()), recoded))
                .toArray();
        return CategoryColumn.of(MemorySegment.ofArray(codes), levels);
    }

    private static int recoded(int code, int[] recoded) {
        return code < 0 ? code : recoded[code];
    }
}
