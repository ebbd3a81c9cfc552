package dev.lepton.automl;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.model.Labels;
import dev.lepton.model.Target;
import dev.lepton.model.Values;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// The parts into which rows are split for validation: each fold is judged by a model that learnt from other
/// rows.
///
/// Every row is judged in at most one fold; rows that no fold judges are only learnt from. The same seed
/// gives the same folds. Immutable.
public final class Folds {

    private static final int NEVER_JUDGED = -1;

    private final int[] foldOf; // [row], 0 .. count - 1, or NEVER_JUDGED
    private final int count;
    private final boolean ordered;

    private Folds(int[] foldOf, int count, boolean ordered) {
        this.foldOf = foldOf;
        this.count = count;
        this.ordered = ordered;
    }

    /// Folds of equal size in which every class, or for numbers every range of the target, has its share.
    ///
    /// The only row of a class is never judged, because nothing could be learnt about it from the other rows.
    ///
    /// @param count 2 or more; fewer folds are made of fewer rows
    public static Folds stratified(Target target, int count, Seed seed) {
        int folds = atLeastTwo(Math.min(count, target.size()), target.size());
        RandomGenerator random = seed.child("folds").random();
        return switch (target) {
            case Labels labels -> dealt(labels, folds, random);
            case Values values -> dealt(values, folds, random);
        };
    }

    private static Folds dealt(Labels labels, int count, RandomGenerator random) {
        int classes = Arrays.stream(labels.toArray()).max().orElse(0) + 1;
        int[] sizes = labels.counts(classes);
        int[] next = new int[classes]; // the fold that the next row of each class goes to
        for (int c = 1; c < classes; c++) {
            next[c] = (next[c - 1] + (sizes[c - 1] == 1 ? 0 : sizes[c - 1])) % count;
        }
        int[] foldOf = new int[labels.size()];
        for (int row : shuffled(labels.size(), random)) {
            int label = labels.get(row);
            foldOf[row] = sizes[label] == 1 ? NEVER_JUDGED : next[label];
            next[label] = (next[label] + 1) % count;
        }
        return new Folds(foldOf, count, false);
    }

    /// Deals rows in the order of their target, each hand of `count` rows in a random order.
    private static Folds dealt(Values values, int count, RandomGenerator random) {
        int[] byTarget = IntStream.of(shuffled(values.size(), random))
                .boxed()
                .sorted(Comparator.comparingDouble(values::get))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] foldOf = new int[byTarget.length];
        for (int from = 0; from < byTarget.length; from += count) {
            int[] hand = shuffled(count, random);
            for (int i = from; i < Math.min(from + count, byTarget.length); i++) {
                foldOf[byTarget[i]] = hand[i - from];
            }
        }
        return new Folds(foldOf, count, false);
    }

    /// Folds that never share a group, as equal in size as greedy filling makes them.
    ///
    /// @param groupOf the group of each row, any numbers
    /// @throws LeptonException INVALID_DATA where there is only one group
    public static Folds grouped(int[] groupOf, int count, Seed seed) {
        int[] groups = Arrays.stream(groupOf).distinct().sorted().toArray();
        if (groups.length < 2) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "All rows belong to one group, so none can be held out; at least two groups are needed.");
        }
        int[] position = Arrays.stream(groupOf)
                .map(group -> Arrays.binarySearch(groups, group))
                .toArray();
        int[] sizes = new int[groups.length];
        for (int group : position) {
            sizes[group]++;
        }
        int folds = Math.min(count, groups.length);
        int[] foldOfGroup = new int[groups.length];
        int[] filled = new int[folds];
        IntStream.of(shuffled(groups.length, seed.child("folds").random()))
                .boxed()
                .sorted(Comparator.comparingInt(group -> -sizes[group]))
                .forEach(group -> {
                    int smallest = indexOfSmallest(filled);
                    foldOfGroup[group] = smallest;
                    filled[smallest] += sizes[group];
                });
        return new Folds(
                Arrays.stream(position).map(group -> foldOfGroup[group]).toArray(), folds, false);
    }

    /// Consecutive blocks in the order of time; each is judged by what was learnt from all blocks before it.
    ///
    /// The first block is only learnt from. Rows of one moment are never split between blocks.
    ///
    /// @param times the moment of each row, in any unit
    /// @throws LeptonException INVALID_DATA where all rows have the same moment
    public static Folds ordered(long[] times, int count) {
        Integer[] byTime = IntStream.range(0, times.length).boxed().toArray(Integer[]::new);
        Arrays.sort(byTime, Comparator.comparingLong(row -> times[row]));
        int[] foldOf = new int[times.length];
        int block = 0;
        for (int i = 0; i < byTime.length; i++) {
            boolean newMoment = i > 0 && times[byTime[i]] > times[byTime[i - 1]];
            int due = (int) ((long) i * (count + 1) / byTime.length);
            if (newMoment && due > block) {
                block++;
            }
            foldOf[byTime[i]] = block - 1;
        }
        if (block == 0) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "The time column holds one moment only, so rows cannot be put in order; name another column.");
        }
        return new Folds(foldOf, block, true);
    }

    /// One fold whose judged rows are the last `valid` of `train + valid` rows.
    public static Folds given(int train, int valid) {
        int[] foldOf = new int[train + valid];
        Arrays.fill(foldOf, 0, train, NEVER_JUDGED);
        return new Folds(foldOf, 1, false);
    }

    /// Only one of these folds, the last in time order and else the first; all other rows are only learnt
    /// from.
    public Folds asHoldout() {
        int kept = ordered ? count - 1 : 0;
        int[] single = Arrays.stream(foldOf)
                .map(fold -> fold == kept ? 0 : NEVER_JUDGED)
                .toArray();
        return new Folds(single, 1, ordered);
    }

    public int count() {
        return count;
    }

    /// Number of rows, judged or not.
    public int rows() {
        return foldOf.length;
    }

    /// The rows to learn from in `fold`, ascending.
    public int[] train(int fold) {
        return rowsWhere(row -> ordered ? foldOf[row] < fold : foldOf[row] != fold);
    }

    /// The rows that `fold` judges, ascending.
    public int[] valid(int fold) {
        return rowsWhere(row -> foldOf[row] == fold);
    }

    /// All rows that are judged in some fold, ascending.
    public int[] judged() {
        return rowsWhere(row -> foldOf[row] != NEVER_JUDGED);
    }

    /// The fold that judges each row, -1 where none does; [#of] makes the same folds of it again.
    public int[] assignments() {
        return foldOf.clone();
    }

    /// Whether a fold learns from the rows of earlier folds only, rather than from those of all others.
    public boolean isOrdered() {
        return ordered;
    }

    /// The folds that other folds described by their [#assignments()] and [#isOrdered()].
    ///
    /// @param foldOf one a row; every number from 0 to the largest occurs
    public static Folds of(int[] foldOf, boolean ordered) {
        return new Folds(foldOf.clone(), Arrays.stream(foldOf).max().orElse(NEVER_JUDGED) + 1, ordered);
    }

    private int[] rowsWhere(IntPredicate wanted) {
        return IntStream.range(0, foldOf.length).filter(wanted).toArray();
    }

    private static int atLeastTwo(int count, int rows) {
        if (count < 2) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    rows + " rows cannot be split for validation; at least two rows with a target are needed.");
        }
        return count;
    }

    private static int indexOfSmallest(int[] values) {
        int smallest = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] < values[smallest]) {
                smallest = i;
            }
        }
        return smallest;
    }

    /// The numbers below `size` in a random order.
    static int[] shuffled(int size, RandomGenerator random) {
        int[] rows = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swap = rows[i];
            rows[i] = rows[other];
            rows[other] = swap;
        }
        return rows;
    }
}
