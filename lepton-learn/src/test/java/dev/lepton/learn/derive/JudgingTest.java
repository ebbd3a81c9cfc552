package dev.lepton.learn.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.learn.derive.Arithmetic.Operation;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Metrics;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class JudgingTest {

    private static final Seed SEED = new Seed(3);
    private static final int ROWS = 4_000;

    /// One made-up row.
    private record Row(double price, double size, double age, int city, int kind, double noise) {}

    private interface Answer {
        double of(Row row);
    }

    private static Examples examples(Answer answer) {
        RandomGenerator random = SEED.random();
        double[][] numbers = new double[3][ROWS];
        List<String> cities = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        double[] answers = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            Row made = new Row(
                    Math.exp(random.nextGaussian()),
                    Math.exp(random.nextGaussian()),
                    random.nextGaussian(),
                    random.nextInt(12),
                    random.nextInt(12),
                    random.nextGaussian());
            numbers[0][row] = made.price;
            numbers[1][row] = made.size;
            numbers[2][row] = made.age;
            cities.add("c" + made.city);
            kinds.add("k" + made.kind);
            answers[row] = answer.of(made);
        }
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("price", NumberColumn.of(numbers[0]));
        columns.put("size", NumberColumn.of(numbers[1]));
        columns.put("age", NumberColumn.of(numbers[2]));
        columns.put("city", CategoryColumn.of(cities));
        columns.put("kind", CategoryColumn.of(kinds));
        return new Examples(Task.Regression.SQUARED, Table.of(columns), Values.of(answers), Weights.uniform(ROWS));
    }

    private static List<Candidate> choose(Examples train) {
        return Judging.choose(DeriveOptions.DEFAULTS, train, Map.of(), context());
    }

    private static Fit context() {
        return Fit.of(SEED, Metrics.RMSE);
    }

    @Test
    void ratioThatDecidesIsChosenFirst() {
        Candidate first = choose(examples(row -> Math.sin(2 * row.price / row.size) + row.noise / 10))
                .getFirst();
        assertThat(first)
                .isIn(
                        new PairCandidate(Operation.RATIO, "price", "size"),
                        new PairCandidate(Operation.RATIO, "size", "price"));
    }

    @Test
    void crossingThatDecidesIsChosenFirst() {
        Candidate first = choose(examples(row -> (row.city * 7 + row.kind * 5) % 11 + row.noise / 10))
                .getFirst();
        assertThat(first).isIn(new CrossingCandidate("city", "kind"), new CrossingCandidate("kind", "city"));
    }

    @Test
    void distanceFromTheOthersOfItsGroupIsChosenWhereItDecides() {
        Examples train = examples(row -> row.noise / 10);
        NumberColumn price = train.inputs().column("price", NumberColumn.class);
        CategoryColumn city = train.inputs().column("city", CategoryColumn.class);
        // Prices of a city differ by a factor, and the answer is the price beside the city's others.
        double[] scaled = new double[ROWS];
        Arrays.setAll(scaled, row -> price.get(row) + 3 * (city.code(row) * 5 % 12));
        double[] answers = new double[ROWS];
        Arrays.setAll(answers, row -> Math.sin(2 * price.get(row)));
        Examples moved = new Examples(
                train.task(),
                train.inputs().with("price", NumberColumn.of(scaled)),
                Values.of(answers),
                train.weights());
        assertThat(choose(moved).getFirst())
                .isEqualTo(new GroupCandidate(GroupStatistics.Statistic.DISTANCE, "price", "city"));
    }

    @Test
    void nothingIsChosenWhereNothingIsToBeSaid() {
        assertThat(choose(examples(Row::noise))).isEmpty();
    }

    @Test
    void nothingIsChosenWhereTreesFindItAllByThemselves() {
        assertThat(choose(examples(row -> (row.age > 0 ? 3 : 1) + row.noise / 10)))
                .isEmpty();
    }

    @Test
    void boundsAreKept() {
        Examples train =
                examples(row -> Math.sin(row.price * row.size) + Math.cos(row.age / row.price) + row.noise / 10);
        DeriveOptions two = Settings.of(Map.of("pairs", 2, "groups", 0, "crossings", 0, "frequencies", 0))
                .over(DeriveOptions.DEFAULTS);
        assertThat(Judging.choose(two, train, Map.of(), context()))
                .hasSize(2)
                .allMatch(PairCandidate.class::isInstance);
    }

    @Test
    void choiceDoesNotDependOnThreads() {
        Examples train = examples(row -> Math.sin(row.price * row.size) + row.city * row.age + row.noise);
        assertThat(Judging.choose(
                        DeriveOptions.DEFAULTS, train, Map.of(), context().withThreads(2)))
                .isEqualTo(choose(train))
                .isNotEmpty();
    }

    @Test
    void endOfTimeIsToldAndNothingIsChosenByTheClock() {
        Deadline over = Deadline.after(Duration.ZERO, () -> 0);
        assertThatThrownBy(() -> Judging.choose(
                        DeriveOptions.DEFAULTS,
                        examples(Row::noise),
                        Map.of(),
                        context().withDeadline(over)))
                .isInstanceOfSatisfying(
                        LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }

    @Test
    void rowOfWeightTwoCountsAsTwo() {
        Cells cells = new Cells(new int[] {0, 0, 1, 1, 0, 0, 1, 1}, 2);
        double[][] gradients = {{1, 1, -1, -1, 1, 1, -1, -1}};
        Cells twice = new Cells(new int[] {0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1}, 2);
        double[][] twiceGradients = {{1, 1, 1, 1, -1, -1, -1, -1, 1, 1, 1, 1, -1, -1, -1, -1}};
        double[] two = {2, 2, 2, 2, 2, 2, 2, 2};
        double[] one = new double[16];
        Arrays.fill(one, 1);
        // Both are gains per row, of which the second has twice as many.
        assertThat(new HonestGain(gradients, two).of(cells))
                .isCloseTo(2 * new HonestGain(twiceGradients, one).of(twice), offset(1e-12)) // the order of a sum
                .isPositive();
    }
}
