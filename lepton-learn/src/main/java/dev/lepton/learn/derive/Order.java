package dev.lepton.learn.derive;

import dev.lepton.base.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Random orders of rows (Fisher and Yates).
final class Order {

    private Order() {}

    static int[] shuffled(int size, Seed seed) {
        RandomGenerator random = seed.random();
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    /// At most `most` rows in random order.
    static int[] first(int size, int most, Seed seed) {
        return Arrays.copyOf(shuffled(size, seed), Math.min(size, most));
    }
}
