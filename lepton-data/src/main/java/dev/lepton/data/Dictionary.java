package dev.lepton.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    private static final int BATCH = 50;

    /// SQL of the 63-bit hash of a string; that of NULL is not in any dictionary, so NULL becomes missing.
    static String hashSql(String expression, int salt) {
        return "(hash(" + expression + (salt == 0 ? "" : ", " + salt) + ") >> 1)::BIGINT";
    }

    /// The dictionaries of the string expressions, in their order.
    static List<Dictionary> of(Engine engine, List<ColumnPlan> plans, MissingTokens missing) {
        List<Dictionary> dictionaries = new ArrayList<>(plans.size());
        for (int from = 0; from < plans.size(); from += BATCH) {
            List<ColumnPlan> batch = plans.subList(from, Math.min(plans.size(), from + BATCH));
            List<Map<String, Long>> distinct = distinct(engine, batch, 0);
            for (int i = 0; i < batch.size(); i++) {
                int salt = 0;
                Map<String, Long> hashes = distinct.get(i);
                while (hashes.values().stream().distinct().count() < hashes.size()) {
                    salt++;
                    hashes = distinct(engine, batch.subList(i, i + 1), salt).getFirst();
                }
                dictionaries.add(of(hashes, salt, batch.get(i).raw().untyped(), missing));
            }
        }
        return dictionaries;
    }

    private static List<Map<String, Long>> distinct(Engine engine, List<ColumnPlan> plans, int salt) {
        List<Map<String, Long>> hashes = new ArrayList<>();
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < plans.size(); i++) {
            hashes.add(new HashMap<>());
            sql.append(i == 0 ? "" : " UNION ALL ")
                    .append("SELECT ")
                    .append(i)
                    .append("::BIGINT, l, ")
                    .append(hashSql("l", salt))
                    .append(" FROM (SELECT DISTINCT ")
                    .append(plans.get(i).sql())
                    .append(" AS l FROM ")
                    .append(RawTable.NAME)
                    .append(") WHERE l IS NOT NULL");
        }
        engine.chunks(sql.toString(), chunk -> {
            for (int row = 0; row < chunk.rowCount(); row++) {
                hashes.get((int) chunk.vector(0).getLong(row))
                        .put(chunk.vector(1).getString(row), chunk.vector(2).getLong(row));
            }
        });
        return hashes;
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
