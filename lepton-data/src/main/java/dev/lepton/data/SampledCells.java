package dev.lepton.data;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cells of text columns, brought to Java to be understood there.
final class SampledCells {

    private SampledCells() {}

    /// Counts of the forms of each column's cells over the rows of a relation.
    static List<FormCounts> count(Engine engine, MissingTokens missing, List<String> ids, String relation) {
        List<FormCounts> counts = new ArrayList<>();
        ids.forEach(id -> counts.add(new FormCounts(missing)));
        visit(engine, ids, relation, (column, row, cell) -> counts.get(column).add(cell, row));
        return counts;
    }

    /// Hands over every cell, rows numbered from 0 within the relation.
    static void visit(Engine engine, List<String> ids, String relation, CellVisitor visitor) {
        if (ids.isEmpty()) {
            return;
        }
        long[] first = {0};
        engine.chunks("SELECT " + String.join(", ", ids) + " FROM " + relation, chunk -> {
            for (int column = 0; column < ids.size(); column++) {
                var vector = chunk.vector(column);
                for (int i = 0; i < chunk.rowCount(); i++) {
                    visitor.accept(column, first[0] + i, vector.getString(i));
                }
            }
            first[0] += chunk.rowCount();
        });
    }

    /// What takes single cells.
    @FunctionalInterface
    interface CellVisitor {
        void accept(int column, long row, @Nullable String cell);
    }
}
