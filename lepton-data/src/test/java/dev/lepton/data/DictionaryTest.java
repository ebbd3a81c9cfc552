package dev.lepton.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
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
}
