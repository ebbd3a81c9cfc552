package dev.lepton.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SeedTest {

    // A change of these breaks the replay of every run that was recorded before.
    private static final long EXPECTED_CHILD = -4820226557479514969L;
    private static final long EXPECTED_DRAW = -1758847578096520770L;

    @Test
    void equalPurposesGiveEqualSeeds() {
        assertThat(new Seed(7).child("fold", 3)).isEqualTo(new Seed(7).child("fold", 3));
        assertThat(new Seed(7).child("fold")).isNotEqualTo(new Seed(8).child("fold"));
    }

    @Test
    void childrenOfManyPurposesAndIndicesDiffer() {
        Set<Seed> seen = new HashSet<>();
        for (String purpose : new String[] {"", "a", "b", "ab", "ba", "tree", "fold"}) {
            seen.add(new Seed(1).child(purpose));
            for (int i = 0; i < 1_000; i++) {
                seen.add(new Seed(1).child(purpose, i));
            }
        }
        assertThat(seen).hasSize(7 * 1_001);
    }

    @Test
    void theGeneratorOfASeedAlwaysStartsAtTheSameState() {
        RandomGenerator first = new Seed(42).random();
        RandomGenerator second = new Seed(42).random();
        for (int i = 0; i < 100; i++) {
            assertThat(first.nextLong()).isEqualTo(second.nextLong());
        }
    }

    @Test
    void drawsAreThoseOfTheFirstRelease() {
        assertThat(new Seed(42).child("fold", 1).value()).isEqualTo(EXPECTED_CHILD);
        assertThat(new Seed(1).random().nextLong()).isEqualTo(EXPECTED_DRAW);
    }

    @Test
    void foldedSeedsAreNeverNegative() {
        for (long value = -1_000; value < 1_000; value++) {
            assertThat(new Seed(value).toInt()).isNotNegative();
        }
    }
}
