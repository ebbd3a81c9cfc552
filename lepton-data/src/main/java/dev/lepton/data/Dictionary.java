package dev.lepton.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The levels of one category column and how DuckDB's hashes lead to them.
///
/// DuckDB finds the distinct cells and hashes them; rows are then fetched as 8-byte hashes, which costs a
/// seventh of fetching strings. Two cells with one hash would be confused, so that the hash is salted until
/// all differ.
///
/// @param levels sorted, none of them missing
/// @param codes from hash to index into `levels`
/// @param salt what the hash is salted with
record Dictionary(List<String> levels, LevelTable codes, int salt) {

    private static final int BATCH = 100;

    /// SQL of the 63-bit hash of a string; that of NULL is not in any dictionary, so NULL becomes missing.
    static String hashSql(String expression, int salt) {
        return "(hash(" + expression + (salt == 0 ? "" : ", " + salt) + ") >> 1)::BIGINT";
    }

    /// The dictionaries of the plans' string expressions over the raw table, in their order.
    static List<Dictionary> of(Engine engine, RawTable raw, List<ColumnPlan> plans, MissingTokens missing) {
        Way way = Way.of(raw);
        List<Dictionary> dictionaries = new ArrayList<>(plans.size());
        for (int from = 0; from < plans.size(); from += BATCH) {
            List<ColumnPlan> batch = plans.subList(from, Math.min(plans.size(), from + BATCH));
            List<Map<String, Long>> distinct = distinct(engine, batch, way);
            for (int i = 0; i < batch.size(); i++) {
                int salt = 0;
                Map<String, Long> hashes = distinct.get(i);
                while (hashes.values().stream().distinct().count() < hashes.size()) {
                    salt++;
                    hashes = distinct(engine, batch.subList(i, i + 1), way.salted(salt))
                            .getFirst();
                }
                dictionaries.add(of(hashes, salt, batch.get(i).raw().untyped(), missing));
            }
        }
        return dictionaries;
    }

    private static List<Map<String, Long>> distinct(Engine engine, List<ColumnPlan> plans, Way way) {
        List<Map<String, Long>> hashes = new ArrayList<>();
        plans.forEach(plan -> hashes.add(new HashMap<>()));
        engine.chunks(way.together ? together(plans, way.salt) : apart(plans, way.salt), chunk -> {
            for (int row = 0; row < chunk.rowCount(); row++) {
                hashes.get((int) chunk.vector(0).getLong(row))
                        .put(chunk.vector(1).getString(row), chunk.vector(2).getLong(row));
            }
        });
        return hashes;
    }

    /// How the distinct cells of several columns are found.
    ///
    /// @param together whether in one pass, which writes every cell down a second time, or in one pass a
    ///     column, of which each must be told all columns of the raw table: 6 ms where there are 5,000
    private record Way(boolean together, int salt) {

        private static final int ROWS_PER_COLUMN = 100; // about as many cost as much as telling one column

        static Way of(RawTable raw) {
            return new Way(raw.rows() <= (long) ROWS_PER_COLUMN * raw.columns().size(), 0);
        }

        Way salted(int other) {
            return new Way(together, other);
        }
    }

    /// SQL of place, cell and hash of all distinct cells of the columns, which are rows of one relation.
    static String together(List<ColumnPlan> plans, int salt) {
        String cells = plans.stream().map(ColumnPlan::sql).collect(Collectors.joining(", ", "[", "]"));
        return "SELECT place, l, " + hashSql("l", salt)
                + " FROM (SELECT DISTINCT place, l FROM (SELECT unnest(range(0, "
                + plans.size() + ")) AS place, unnest(" + cells + ") AS l FROM " + RawTable.NAME
                + ")) WHERE l IS NOT NULL";
    }

    /// As [#together], of a relation for each column.
    static String apart(List<ColumnPlan> plans, int salt) {
        return IntStream.range(0, plans.size())
                .mapToObj(i -> "SELECT " + i + "::BIGINT, l, " + hashSql("l", salt) + " FROM (SELECT DISTINCT "
                        + plans.get(i).sql() + " AS l FROM " + RawTable.NAME + ") WHERE l IS NOT NULL")
                .collect(Collectors.joining(" UNION ALL "));
    }

    /// Cells of a source without types are stripped, since blanks around them are layout: `39, Private, 7`.
    private static Dictionary of(Map<String, Long> hashes, int salt, boolean strip, MissingTokens missing) {
        Map<String, Integer> codeOf = new HashMap<>();
        List<String> levels = hashes.keySet().stream()
                .filter(cell -> !missing.isMissing(cell.strip()))
                .map(cell -> strip ? cell.strip() : cell)
                .distinct()
                .sorted()
                .toList();
        for (int code = 0; code < levels.size(); code++) {
            codeOf.put(levels.get(code), code);
        }
        LevelTable codes = new LevelTable(hashes.size());
        hashes.forEach((cell, hash) -> {
            Integer code = codeOf.get(strip ? cell.strip() : cell);
            if (code != null) {
                codes.put(hash, code);
            }
        });
        return new Dictionary(levels, codes, salt);
    }
}
