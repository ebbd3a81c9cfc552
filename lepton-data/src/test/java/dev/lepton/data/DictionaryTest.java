package dev.lepton.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.data.RawColumn.RawType;
import dev.lepton.table.ColumnKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DictionaryTest {

    @Test
    void hashesLeadToTheirCodesAndUnknownOnesToMissing() {
        RandomGenerator random = new Seed(5).random();
        Map<Long, Integer> expected = new HashMap<>();
        LevelTable table = new LevelTable(10_000);
        for (int code = 0; code < 10_000; code++) {
            long hash = code % 2 == 0 ? random.nextLong() >>> 1 : (long) code << 32;
            if (expected.putIfAbsent(hash, code) == null) {
                table.put(hash, code);
            }
        }
        expected.forEach((hash, code) -> assertThat(table.code(hash)).isEqualTo(code));
        assertThat(table.code(-1)).isEqualTo(-1);
    }

    @Test
    void bothWaysToDistinctCellsGiveTheSame() {
        try (Engine engine = Engine.open(ReadOptions.DEFAULTS)) {
            engine.run("CREATE TABLE raw AS SELECT CASE WHEN range % 7 = 0 THEN NULL ELSE 'a' || range % 13 END AS c0, "
                    + "'b ' || range % 1500 AS c1, NULL::VARCHAR AS c2 FROM range(5000)");
            List<ColumnPlan> plans = IntStream.range(0, 3)
                    .mapToObj(i -> new RawColumn("x" + i, i, RawType.VARCHAR, true))
                    .map(column -> ColumnPlan.of(column, ColumnKind.CATEGORY, column.id(), RawType.VARCHAR))
                    .toList();
            for (int salt : new int[] {0, 1}) {
                assertThat(rows(engine, Dictionary.together(plans, salt)))
                        .hasSize(13 + 1500)
                        .containsExactlyInAnyOrderElementsOf(rows(engine, Dictionary.apart(plans, salt)));
            }
        }
    }

    private static List<List<Object>> rows(Engine engine, String sql) {
        return engine.rows(sql).stream().map(List::of).toList();
    }
}
