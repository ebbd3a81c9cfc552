package dev.lepton.learn.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.Seed;
import dev.lepton.learn.feature.FeatureOptions;
import dev.lepton.learn.tree.DecisionTree;
import dev.lepton.learn.tree.DecisionTreeOptions;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Labels;
import dev.lepton.model.Learner;
import dev.lepton.model.Loss;
import dev.lepton.model.Metrics;
import dev.lepton.model.Model;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Readable;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadableModelsTest {

    private static final int ROWS = 3_000;
    private static final Task BINARY = new Task.Classification(List.of("no", "yes"));
    private static final List<String> LEVELS = List.of("Delft", "Ulm", "Nice", "Bergen", "Porto");

    @Test
    void whoAddsTheRulesUpByHandGetsTheAnswer() {
        Examples train = labelled(1);
        Model model = fit(new AdditiveRules(), train);
        RuleReader reader = RuleReader.of(((Readable) model).text());
        double start = start(((Readable) model).text());
        Table rows = table(2);

        for (int row = 0; row < 500; row++) {
            double sum = start
                    + reader.holding(rows, row).stream()
                            .mapToDouble(Double::doubleValue)
                            .sum();

            // Sums of a dozen numbers, rounded differently at most in their last digit.
            assertThat(model.predict(rows).get(row, 1)).isCloseTo(1 / (1 + Math.exp(-sum)), within(1e-12));
        }
    }

    @Test
    void exactlyOneRuleOfATreeHoldsAndItGivesTheAnswer() {
        Examples train = labelled(3);
        DecisionTreeOptions few = Settings.parse("{\"maxLeaves\": 12}").over(DecisionTreeOptions.DEFAULTS);
        Model model = fit(new DecisionTree(few.withFeatures(FeatureOptions.TREES)), train);
        RuleReader reader = RuleReader.of(((Readable) model).text());
        Table rows = table(4);

        assertThat(reader.size()).isEqualTo(((Readable) model).rules()).isBetween(8, 12);
        for (int row = 0; row < 500; row++) {
            List<Double> holding = reader.holding(rows, row);

            assertThat(holding).hasSize(1);
            // Shares are shown with four digits.
            assertThat(model.predict(rows).get(row, 1)).isCloseTo(holding.getFirst(), within(0.5001e-4));
        }
    }

    @Test
    void rulesAreNoMoreThanWereAllowedAndWorthTheirNumber() {
        Examples train = labelled(5);
        Examples fresh = labelled(6);
        double before = 0.5;
        for (int most : new int[] {2, 4, 8, 24}) {
            Model model = fit(new AdditiveRules(AdditiveOptions.DEFAULTS.withMaxRules(most)), train);
            int rules = ((Readable) model).rules();
            double area =
                    Metrics.AUC.score(fresh.labels(), (Probabilities) model.predict(fresh.inputs()), fresh.weights());

            assertThat(RuleReader.of(((Readable) model).text()).size()).isEqualTo(rules);
            assertThat(rules).isBetween(1, most);
            assertThat(area).as("%d rules", most).isGreaterThan(before);
            before = area;
        }
        assertThat(before).isGreaterThan(0.85);
    }

    @Test
    void stepIsFoundWhereItIs() {
        double[] x = new Seed(7).random().doubles(ROWS, 0, 100).toArray();
        double[] y = Arrays.stream(x).map(value -> value < 42 ? 10 : 50).toArray();
        Examples train = new Examples(
                Task.Regression.SQUARED,
                Table.of(new LinkedHashMap<>(Map.of("x", NumberColumn.of(x)))),
                Values.of(y),
                Weights.uniform(ROWS));

        AdditiveModel model = new AdditiveRules(AdditiveOptions.DEFAULTS.withMaxRules(2))
                .fit(train, Optional.empty(), Fit.of(new Seed(8), Metrics.RMSE));

        StepFunction only = model.functions().getFirst();
        assertThat(model.functions()).hasSize(1);
        // 128 bins of 100 wide put cuts 0.8 apart.
        assertThat(only.cuts()).hasSize(1);
        assertThat(only.cuts()[0]).isCloseTo(42, within(0.8));
        // One row's worth of no effect is mixed into the thousand rows of each step.
        assertThat(model.start()[0] + only.heights()[0]).isCloseTo(10, within(0.5));
        assertThat(model.start()[0] + only.heights()[1]).isCloseTo(50, within(0.5));
    }

    @Test
    void quantilesLieAboveAsManyRowsAsTheySay() {
        Table inputs = table(9);
        RandomGenerator noise = new Seed(10).random();
        double[] y = new double[ROWS];
        Arrays.setAll(y, row -> signal(inputs, row) + noise.nextGaussian());
        for (double level : new double[] {0.1, 0.5, 0.9}) {
            Task task = new Task.Regression(new Loss.Quantile(level));
            Model model = fit(new AdditiveRules(), new Examples(task, inputs, Values.of(y), Weights.uniform(ROWS)));

            double[] answers = model.predict(inputs).toArray();
            long below = IntStream.range(0, ROWS)
                    .filter(row -> y[row] <= answers[row])
                    .count();

            // The corner of the loss is rounded, which moves an outer quantile inwards a little.
            assertThat((double) below / ROWS).isCloseTo(level, within(0.03));
        }
    }

    @Test
    void threadsDoNotChangeTheRules() {
        Examples train = labelled(11);
        Fit one = Fit.of(new Seed(12), Metrics.AUC);

        assertThat(new AdditiveRules()
                        .fit(train, Optional.empty(), one.withThreads(4))
                        .text())
                .isEqualTo(new AdditiveRules().fit(train, Optional.empty(), one).text());
    }

    @Test
    void thresholdsAreAsRoundAsTheValuesAroundThemAllow() {
        assertThat(Cuts.between(27, 28)).isEqualTo(28);
        assertThat(Cuts.between(7_073.5, 7_298)).isEqualTo(7_200);
        assertThat(Cuts.between(-0.3, 0.2)).isEqualTo(0);
        assertThat(Cuts.between(0.1231, 0.1234)).isEqualTo(0.1232);
        assertThat(Cuts.between(1, Math.nextUp(1.0))).isEqualTo(Math.nextUp(1.0));
        assertThat(Cuts.shown(7_200)).isEqualTo("7200");
        assertThat(Cuts.signed(0.31)).isEqualTo("+0.31");
    }

    private static Model fit(Learner learner, Examples train) {
        return learner.fit(train, Optional.empty(), Fit.of(new Seed(20), Metrics.byDefault(train.task())));
    }

    private static double start(String text) {
        return Double.parseDouble(text.split(" ")[2]);
    }

    private static Examples labelled(long seed) {
        Table inputs = table(seed);
        RandomGenerator noise = new Seed(seed).child("noise").random();
        int[] labels = IntStream.range(0, ROWS)
                .map(row -> noise.nextDouble() < 1 / (1 + Math.exp(-1.5 * signal(inputs, row))) ? 1 : 0)
                .toArray();
        return new Examples(BINARY, inputs, Labels.of(labels), Weights.uniform(ROWS));
    }

    private static double signal(Table rows, int row) {
        double x = rows.column("x", NumberColumn.class).get(row);
        double y = rows.column("y", NumberColumn.class).get(row);
        CategoryColumn c = rows.column("c", CategoryColumn.class);
        double level = c.isMissing(row) ? -1 : LEVELS.indexOf(c.text(row)) % 3 - 1;
        return Math.sin(x) * 2 + (Double.isNaN(y) ? 1 : y > 3 ? -1 : 0.3) + level;
    }

    private static Table table(long seed) {
        RandomGenerator random = new Seed(seed).child("table").random();
        double[] x = new double[ROWS];
        double[] y = new double[ROWS];
        Arrays.setAll(x, row -> random.nextGaussian() * 2);
        Arrays.setAll(y, row -> random.nextInt(10) == 0 ? Double.NaN : random.nextInt(8));
        List<String> c = IntStream.range(0, ROWS)
                .mapToObj(row -> random.nextInt(12) == 0 ? "" : LEVELS.get(random.nextInt(LEVELS.size())))
                .toList();
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("x", NumberColumn.of(x));
        columns.put("y", NumberColumn.of(y));
        columns.put("c", CategoryColumn.of(c));
        return Table.of(columns);
    }
}
