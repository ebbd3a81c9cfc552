package dev.lepton.learn.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Output;
import dev.lepton.learn.derive.Arithmetic.Operation;
import dev.lepton.learn.derive.GroupStatistics.Statistic;
import dev.lepton.model.Examples;
import dev.lepton.model.Signature;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import dev.lepton.testkit.GeneratedTables;
import dev.lepton.testkit.GraphRuns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DerivationTest {

    private static final Seed SEED = new Seed(11);
    private static final Examples TRAIN = examples();
    private static final Derivation EVERYTHING = everything();

    private static Examples examples() {
        Examples made = GeneratedTables.examples(GeneratedTables.BINARY, 600, SEED);
        TimestampColumn other =
                GeneratedTables.mixed(600, SEED.child("closed")).column("opened", TimestampColumn.class);
        return new Examples(made.task(), made.inputs().with("closed", other), made.target(), made.weights());
    }

    private static Derivation everything() {
        List<PairCandidate> pairs = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            pairs.add(new PairCandidate(operation, "income", "age"));
            pairs.add(new PairCandidate(operation, "balance", "income"));
        }
        List<GroupCandidate> groups = new ArrayList<>();
        for (Statistic statistic : Statistic.values()) {
            groups.add(new GroupCandidate(statistic, "income", "city"));
        }
        List<GroupCandidate> others = List.of(new GroupCandidate(Statistic.DISTANCE, "age", "colour"));
        return Derivation.of(
                TRAIN.inputs().schema(),
                List.of(
                        NumberLevels.fit(List.of("age"), TRAIN.inputs()),
                        Components.fit(List.of("age", "income", "balance"), 0.99, TRAIN.inputs(), TRAIN.weights()),
                        new Arithmetic(pairs),
                        GroupStatistics.fit(groups, TRAIN.inputs(), TRAIN.weights()),
                        GroupStatistics.fit(others, TRAIN.inputs(), TRAIN.weights()),
                        new Crossings(List.of(
                                new CrossingCandidate("city", "colour"), new CrossingCandidate("level(age)", "city"))),
                        Frequencies.fit(
                                List.of(new FrequencyCandidate("city"), new FrequencyCandidate("colour")),
                                TRAIN.inputs(),
                                TRAIN.weights()),
                        new TextShares(List.of("note")),
                        TimeSpans.of(TRAIN.inputs().schema())));
    }

    @Test
    void graphGivesTheSameBitsOnManyRowsAtOnce() {
        assertSameCells(EVERYTHING, GeneratedTables.wild(TRAIN.inputs().schema(), 10_000, SEED));
    }

    @Test
    void graphGivesTheSameBitsOnOrdinaryRowsAndOnOne() {
        assertSameCells(EVERYTHING, TRAIN.inputs());
        assertSameCells(EVERYTHING, TRAIN.inputs().slice(5, 6));
    }

    @Test
    void noRowsStayNoRows() {
        Table none = EVERYTHING.transform(TRAIN.inputs().slice(0, 0));
        assertThat(none.rows()).isZero();
        assertThat(none.schema().names()).isEqualTo(EVERYTHING.columns());
    }

    @Test
    void unusualNumbersGoTheSameWayInTheGraph() {
        double[] odd = {
            Double.NaN, 0, -0.0, 1e300, -1e300, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 5e-324, 1, 3
        };
        double[] left = new double[odd.length * odd.length];
        double[] right = new double[left.length];
        for (int i = 0; i < left.length; i++) {
            left[i] = odd[i / odd.length];
            right[i] = odd[i % odd.length];
        }
        Table rows = GeneratedTables.wild(TRAIN.inputs().schema(), left.length, SEED)
                .with("income", NumberColumn.of(left))
                .with("age", NumberColumn.of(right));
        assertSameCells(EVERYTHING, rows);
    }

    @Test
    void columnsThatAreLeftOutAreNotMadeInTheGraphEither() {
        Set<String> kept = Set.of("age", "income / age", "level(age) & city", "component(2)");
        Set<String> left = new HashSet<>(EVERYTHING.columns());
        left.removeAll(kept);
        Derivation some = EVERYTHING.without(left);
        assertThat(some.transform(TRAIN.inputs()).schema().names()).containsExactlyInAnyOrderElementsOf(kept);
        assertSameCells(some, TRAIN.inputs());
    }

    @Test
    void ratioToZeroIsMissing() {
        Table rows = TRAIN.inputs()
                .slice(0, 2)
                .with("income", NumberColumn.of(4.0, 4.0))
                .with("age", NumberColumn.of(0.0, 2.0));
        Column ratio = EVERYTHING.transform(rows).column("income / age");
        assertThat(ratio.isMissing(0)).isTrue();
        assertThat(ratio.text(1)).isEqualTo("2");
    }

    @Test
    void levelThatTrainingRowsDoNotHaveGetsTheStatisticsOfAllRowsAndNoFrequency() {
        Table rows = GeneratedTables.wild(TRAIN.inputs().schema(), 1, SEED).with("city", CategoryColumn.of("Atlantis"));
        NumberColumn mean = EVERYTHING.transform(rows).column("mean(income by city)", NumberColumn.class);
        double sum = 0;
        int count = 0;
        NumberColumn income = TRAIN.inputs().column("income", NumberColumn.class);
        for (int row = 0; row < TRAIN.size(); row++) {
            sum += income.isMissing(row) ? 0 : income.get(row);
            count += income.isMissing(row) ? 0 : 1;
        }
        // The mean is carried from row to row, so its last digits depend on the order.
        assertThat(mean.get(0)).isCloseTo(sum / count, offset(1e-6));
        assertThat(EVERYTHING
                        .transform(rows)
                        .column("frequency(city)", NumberColumn.class)
                        .get(0))
                .isZero();
    }

    @Test
    void numberThatTrainingRowsDoNotHaveIsOneCommonLevel() {
        Table rows = TRAIN.inputs().slice(0, 4).with("age", NumberColumn.of(30, 1_000, 30.5, Double.NaN));
        Column level = EVERYTHING.transform(rows).column("level(age)");
        assertThat(IntStream.range(0, 4).mapToObj(level::text)).containsExactly("30", "(unseen)", "(unseen)", "");
    }

    @Test
    void componentsHaveNoCovarianceOverTrainingRows() {
        Table made = EVERYTHING.transform(TRAIN.inputs());
        NumberColumn one = made.column("component(1)", NumberColumn.class);
        NumberColumn two = made.column("component(2)", NumberColumn.class);
        double product = 0;
        double square = 0;
        for (int row = 0; row < made.rows(); row++) {
            product += one.get(row) * two.get(row) / made.rows();
            square += one.get(row) * one.get(row) / made.rows();
        }
        assertThat(square).isGreaterThan(0.5);
        assertThat(product).isCloseTo(0, offset(1e-4)); // directions are rounded to 2^-20, numbers to 2^-16
    }

    @Test
    void madeColumnsNeverTakeTheNameOfARawOne() {
        Table rows = TRAIN.inputs().with("age + income", TRAIN.inputs().column("age"));
        List<Step> steps = List.of(new Arithmetic(List.of(new PairCandidate(Operation.SUM, "age", "income"))));
        Derivation derivation = Derivation.of(rows.schema(), steps);
        assertThat(derivation.made()).containsExactly("age + income'");
        assertSameCells(derivation, rows);
    }

    @Test
    void missingRawColumnIsNamed() {
        assertThatThrownBy(() -> EVERYTHING.transform(TRAIN.inputs().without(List.of("city"))))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("\"city\"");
    }

    private static void assertSameCells(Derivation derivation, Table rows) {
        GraphBuilder builder = Graph.builder("derivation");
        derivation
                .lower(builder, Signature.declareInputs(builder, derivation.inputs()))
                .forEach((name, value) ->
                        builder.output("out:" + name, builder.ops().identity(value)));
        Map<String, Output> found = GraphRuns.run(builder.build(), rows);
        Table expected = derivation.transform(rows);
        for (String name : derivation.columns()) {
            assertSameCells(name, expected.column(name), found.get("out:" + name));
        }
    }

    private static void assertSameCells(String name, Column expected, Output actual) {
        switch (expected) {
            case NumberColumn numbers -> assertSameBits(name, bits(numbers::get, numbers.size()), bits(actual));
            case FlagColumn flags -> assertSameBits(name, bits(flags::get, flags.size()), bits(actual));
            case TimestampColumn times ->
                assertSameBits(
                        name,
                        IntStream.range(0, times.size())
                                .mapToLong(times::micros)
                                .toArray(),
                        actual.longs());
            case CategoryColumn levels -> assertSameTexts(name, levels, actual);
            case TextColumn texts -> assertSameTexts(name, texts, actual);
            case EncodedColumn files -> throw new AssertionError("nothing is derived from files: " + files);
        }
    }

    private static long[] bits(IntToDoubleFunction number, int rows) {
        return IntStream.range(0, rows)
                .mapToDouble(number)
                .mapToLong(Double::doubleToLongBits)
                .toArray();
    }

    private static long[] bits(Output output) {
        return Arrays.stream(output.doubles())
                .mapToLong(Double::doubleToLongBits)
                .toArray();
    }

    private static void assertSameBits(String name, long[] expected, long[] actual) {
        assertThat(actual).as(name).isEqualTo(expected);
    }

    private static void assertSameTexts(String name, Column expected, Output actual) {
        assertThat(actual.strings())
                .as(name)
                .isEqualTo(IntStream.range(0, expected.size())
                        .mapToObj(expected::text)
                        .toList());
    }
}
