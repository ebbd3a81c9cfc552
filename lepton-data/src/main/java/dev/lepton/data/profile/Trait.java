package dev.lepton.data.profile;

import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Something about a column that makes it useless for learning.
public enum Trait {
    /// Every cell is missing.
    EMPTY("all missing"),
    /// Every cell is there and holds the same.
    CONSTANT("constant"),
    /// Every cell names its row and nothing else, as [#of] tells.
    ID_LIKE("id-like");

    private static final int FEWEST_ROWS = 20;

    private final String label;

    Trait(String label) {
        this.label = label;
    }

    /// As a person reads it.
    public String label() {
        return label;
    }

    /// The traits of a column.
    ///
    /// Id-like is, from 20 rows on and without a missing cell, only: a category of which every cell
    /// differs; integers that rise by one from row to row; or integers that all differ in a column whose
    /// name says so (`id`, `user_id`, `rowId`, `index`). Unique fractions, moments and texts are what real
    /// features look like.
    public static Set<Trait> of(String name, Column column) {
        if (column.size() == 0) {
            return Set.of();
        }
        int missing = column.missing();
        if (missing == column.size()) {
            return EnumSet.of(EMPTY);
        }
        if (missing > 0) {
            return Set.of();
        }
        if (isConstant(column)) {
            return EnumSet.of(CONSTANT);
        }
        return column.size() >= FEWEST_ROWS && isId(name, column) ? EnumSet.of(ID_LIKE) : Set.of();
    }

    private static boolean isConstant(Column column) {
        for (int row = 1; row < column.size(); row++) {
            if (!Hashes.same(column, 0, row)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isId(String name, Column column) {
        return switch (column) {
            case CategoryColumn categories -> {
                for (int count : categories.counts()) {
                    if (count > 1) {
                        yield false;
                    }
                }
                yield true;
            }
            case NumberColumn numbers ->
                numbers.isExact() && (isCounter(numbers) || (saysId(name) && isUnique(numbers)));
            case TextColumn _, TimestampColumn _, FlagColumn _, EncodedColumn _ -> false;
        };
    }

    private static boolean isCounter(NumberColumn numbers) {
        for (int row = 1; row < numbers.size(); row++) {
            if (numbers.exact(row) != numbers.exact(row - 1) + 1) {
                return false;
            }
        }
        return true;
    }

    private static boolean saysId(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("id")
                || lower.equals("index")
                || lower.endsWith("_id")
                || lower.endsWith(" id")
                || lower.endsWith("-id")
                || name.endsWith("Id")
                || name.endsWith("ID");
    }

    private static boolean isUnique(NumberColumn numbers) {
        LongSet seen = new LongSet();
        for (int row = 0; row < numbers.size(); row++) {
            if (!seen.add(numbers.exact(row))) {
                return false;
            }
        }
        return true;
    }
}
