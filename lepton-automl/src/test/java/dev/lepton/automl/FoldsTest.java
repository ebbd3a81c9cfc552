package dev.lepton.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.model.Labels;
import dev.lepton.model.Values;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldsTest {

    private static final Seed SEED = new Seed(3);

    @Test
    void everyRowIsJudgedOnceByRowsThatDoNotHoldIt() {
        Folds folds = Folds.stratified(labels(103, 3), 5, SEED);

        int[] judged = IntStream.range(0, 5)
                .flatMap(fold -> IntStream.of(folds.valid(fold)))
                .sorted()
                .toArray();
        assertThat(judged).containsExactly(IntStream.range(0, 103).toArray());
        for (int fold = 0; fold < 5; fold++) {
            Set<Integer> both = setOf(folds.train(fold));
            both.retainAll(setOf(folds.valid(fold)));
            assertThat(both).isEmpty();
            assertThat(folds.train(fold).length + folds.valid(fold).length).isEqualTo(103);
        }
    }

    @Test
    void everyFoldHasItsShareOfEveryClass() {
        Labels labels = labels(1000, 4);
        Folds folds = Folds.stratified(labels, 5, SEED);

        for (int fold = 0; fold < 5; fold++) {
            assertThat(labels.select(folds.valid(fold)).counts(4)).containsOnly(50);
        }
    }

    @Test
    void theOnlyRowOfAClassIsNeverJudged() {
        int[] codes = new int[20];
        codes[7] = 1;
        Folds folds = Folds.stratified(Labels.of(codes), 5, SEED);

        assertThat(folds.judged()).hasSize(19).doesNotContain(7);
        for (int fold = 0; fold < 5; fold++) {
            assertThat(folds.train(fold)).contains(7);
        }
    }

    @Test
    void aRareClassIsLearntFromInEveryFold() {
        int[] codes = new int[40];
        codes[3] = 1;
        codes[30] = 1;
        Labels labels = Labels.of(codes);
        Folds folds = Folds.stratified(labels, 8, SEED);

        for (int fold = 0; fold < 8; fold++) {
            assertThat(labels.select(folds.train(fold)).counts(2)[1]).isPositive();
        }
    }

    @Test
    void numericTargetsSpreadEvenlyOverFolds() {
        double[] numbers = IntStream.range(0, 500).mapToDouble(i -> i).toArray();
        Folds folds = Folds.stratified(Values.of(numbers), 5, SEED);

        for (int fold = 0; fold < 5; fold++) {
            assertThat(Arrays.stream(folds.valid(fold)).average().orElseThrow()).isBetween(244.0, 255.0);
        }
    }

    @Test
    void sameSeedGivesSameFolds() {
        assertThat(Folds.stratified(labels(50, 2), 5, SEED).valid(2))
                .containsExactly(Folds.stratified(labels(50, 2), 5, SEED).valid(2));
        assertThat(Folds.stratified(labels(50, 2), 5, SEED).valid(2))
                .isNotEqualTo(Folds.stratified(labels(50, 2), 5, new Seed(4)).valid(2));
    }

    @Test
    void groupsAreNeverSplit() {
        int[] groups = IntStream.range(0, 200).map(i -> 7 * (i % 23) - 50).toArray();
        Folds folds = Folds.grouped(groups, 4, SEED);

        for (int fold = 0; fold < 4; fold++) {
            Set<Integer> learnt = groupsOf(groups, folds.train(fold));
            learnt.retainAll(groupsOf(groups, folds.valid(fold)));
            assertThat(learnt).isEmpty();
            assertThat(folds.valid(fold).length).isBetween(35, 65);
        }
    }

    @Test
    void oneGroupCannotBeHeldOut() {
        assertThatThrownBy(() -> Folds.grouped(new int[10], 4, SEED))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("at least two groups");
    }

    @Test
    void theFutureIsNeverLearntFrom() {
        long[] times = IntStream.range(0, 120).mapToLong(i -> (i * 37L) % 60).toArray();
        Folds folds = Folds.ordered(times, 4);

        assertThat(folds.count()).isEqualTo(4);
        for (int fold = 0; fold < 4; fold++) {
            long lastLearnt = Arrays.stream(folds.train(fold))
                    .mapToLong(row -> times[row])
                    .max()
                    .orElseThrow();
            long firstJudged = Arrays.stream(folds.valid(fold))
                    .mapToLong(row -> times[row])
                    .min()
                    .orElseThrow();
            assertThat(lastLearnt).isLessThan(firstJudged);
        }
        Folds last = folds.asHoldout();
        assertThat(last.valid(0)).containsExactly(folds.valid(3));
        assertThat(last.train(0)).containsExactly(folds.train(3));
    }

    @Test
    void holdoutJudgesOneFoldAndLearnsFromTheRest() {
        Folds folds = Folds.stratified(labels(100, 2), 5, SEED).asHoldout();

        assertThat(folds.count()).isEqualTo(1);
        assertThat(folds.valid(0)).hasSize(20);
        assertThat(folds.train(0)).hasSize(80);
        assertThat(folds.judged()).containsExactly(folds.valid(0));
    }

    @Test
    void givenRowsAreJudgedAsTheyAre() {
        Folds folds = Folds.given(3, 2);

        assertThat(folds.train(0)).containsExactly(0, 1, 2);
        assertThat(folds.valid(0)).containsExactly(3, 4);
    }

    @Test
    void foldsAreMadeAgainOfTheirAssignments() {
        List<Folds> all = List.of(
                Folds.stratified(labels(101, 3), 5, SEED),
                Folds.stratified(labels(101, 3), 5, SEED).asHoldout(),
                Folds.ordered(IntStream.range(0, 90).mapToLong(i -> i / 4).toArray(), 4),
                Folds.given(3, 2));
        for (Folds folds : all) {
            Folds again = Folds.of(folds.assignments(), folds.isOrdered());
            assertThat(again.count()).isEqualTo(folds.count());
            for (int fold = 0; fold < folds.count(); fold++) {
                assertThat(again.train(fold)).isEqualTo(folds.train(fold));
                assertThat(again.valid(fold)).isEqualTo(folds.valid(fold));
            }
        }
    }

    private static Labels labels(int rows, int classes) {
        return Labels.of(IntStream.range(0, rows).map(i -> i % classes).toArray());
    }

    private static Set<Integer> setOf(int[] rows) {
        return new HashSet<>(Arrays.stream(rows).boxed().toList());
    }

    private static Set<Integer> groupsOf(int[] groups, int[] rows) {
        return setOf(Arrays.stream(rows).map(row -> groups[row]).toArray());
    }
}
