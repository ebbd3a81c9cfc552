package dev.lepton.automl;

import dev.lepton.base.Seed;
import dev.lepton.model.Labels;
import dev.lepton.model.Target;
import dev.lepton.model.Values;
import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Random rows in which every class, or for numbers every range of the target, has its share.
///
final class RowShare {

    private RowShare() {}

    /// @param share above 0 and at most 1; of a class that has any row one is kept at least
    /// @return rows, ascending
    static int[] of(Target target, double share, Seed seed) {
        RandomGenerator random = seed.child("rows").random();
        int[] mixed = Folds.shuffled(target.size(), random);
        return switch (target) {
            case Labels labels -> ofEachClass(labels, mixed, share);
            case Values values -> acrossRange(values, mixed, share, random.nextDouble());
        };
    }

    private static int[] ofEachClass(Labels labels, int[] mixed, double share) {
        int classes = Arrays.stream(mixed).map(labels::get).max().orElse(0) + 1;
        return IntStream.range(0, classes)
                .flatMap(label -> {
                    int[] own = Arrays.stream(mixed)
                            .filter(row -> labels.get(row) == label)
                            .toArray();
                    return Arrays.stream(own).limit((long) Math.ceil(share * own.length));
                })
                .sorted()
                .toArray();
    }

    /// Rows at equal distances in the order of their target (systematic sampling); two at least.
    private static int[] acrossRange(Values values, int[] mixed, double share, double offset) {
        int[] byTarget = Arrays.stream(mixed)
                .boxed()
                .sorted(Comparator.comparingDouble(values::get))
                .mapToInt(Integer::intValue)
                .toArray();
        int kept = (int) Math.min(byTarget.length, Math.max(2, Math.round(share * byTarget.length)));
        return IntStream.range(0, kept)
                .map(i -> byTarget[(int) ((i + offset) * byTarget.length / kept)])
                .sorted()
                .toArray();
    }
}
