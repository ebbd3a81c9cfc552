package dev.lepton.data.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.Seed;
import dev.lepton.data.check.Finding.Severity;
import dev.lepton.data.profile.Profile;
import dev.lepton.data.profile.ProfileHtml;
import dev.lepton.data.profile.ProfileJson;
import dev.lepton.data.profile.ProfileText;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.table.TimestampColumn;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataChecksTest {

    private static final int ROWS = 1_000;
    private static final Optional<String> Y = Optional.of("y");

    @Test
    void ordinaryTablesRaiseNoAlarm() {
        for (int i = 0; i < 30; i++) {
            assertThat(DataChecks.of(ordinary(ROWS, new Seed(i)), Y)).isEmpty();
            assertThat(DataChecks.between(ordinary(ROWS, new Seed(i)), ordinary(60, new Seed(1_000 + i)), Y))
                    .isEmpty();
        }
    }

    @Test
    void targetThatNeverChangesIsAnError() {
        assertThat(DataChecks.of(table("y", words(row -> "same")), Y))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                    assertThat(finding.check()).isEqualTo("constant_target");
                    assertThat(finding.message()).contains("\"y\"").contains("\"same\"");
                });
        assertThat(checks(table("y", numbers(row -> 7)), Y)).containsExactly("constant_target");
        assertThat(checks(table("y", numbers(row -> Double.NaN)), Y)).containsExactly("constant_target");
    }

    @Test
    void classesThatAreSpeltInTwoWaysAreFound() {
        Table spelt = table("y", words(row -> row % 2 == 0 ? "no" : row % 3 == 0 ? "Yes" : "yes"));
        Table slipped = table("y", words(row -> row < 12 ? "chruned" : row % 2 == 0 ? "churned" : "stayed"));
        Table honest = table("y", words(row -> row < 12 ? "class11" : row % 2 == 0 ? "class12" : "stayed"));

        assertThat(DataChecks.of(spelt, Y))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("\"Yes\", \"yes\""));
        assertThat(checks(slipped, Y)).containsExactly("target_typo");
        assertThat(checks(honest, Y)).isEmpty();
    }

    @Test
    void classWithFewRowsIsNamed() {
        Table table = table("y", words(row -> row < 4 ? "rare" : row % 2 == 0 ? "often" : "usual"));

        assertThat(DataChecks.of(table, Y)).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("few_rows_of_a_class");
            assertThat(finding.message()).contains("\"rare\" 4");
        });
    }

    @Test
    void valuesThatStandForMissingOnesAreFound() {
        RandomGenerator random = new Seed(1).random();
        double[] ages = random.ints(ROWS, 18, 90).asDoubleStream().toArray();
        Table nines = table("age", numbers(row -> row % 50 == 0 ? -999 : ages[row]));
        Table minus = table("age", numbers(row -> row % 50 == 0 ? -1 : ages[row]));
        Table real = table("age", numbers(row -> row % 50 == 0 ? 99 : ages[row]));
        Table debts = table("debt", numbers(row -> row % 50 == 0 ? -1 : ages[row] - 50));

        assertThat(DataChecks.of(nines, Optional.empty()))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).contains("--missing -999").contains("20 rows"));
        assertThat(checks(minus, Optional.empty())).containsExactly("sentinel");
        assertThat(checks(real, Optional.empty())).isEmpty();
        assertThat(checks(debts, Optional.empty())).isEmpty();
    }

    @Test
    void daysThatNobodyMeantAreFound() {
        long day = 86_400_000_000L;
        long nobody = Instant.parse("1900-01-01T00:00:00Z").getEpochSecond() * 1_000_000;
        Table table = table(
                "since", moments(row -> row % 50 == 0 ? nobody : 18_000 * day + row * 7_919L * day % (900 * day)));

        assertThat(DataChecks.of(table, Optional.empty()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("1900-01-01"));
    }

    @Test
    void oneQuantityInTwoUnitsIsFound() {
        RandomGenerator random = new Seed(2).random();
        double[] metres = random.doubles(ROWS, 1.5, 2).toArray();
        Table mixed = table("height", numbers(row -> row % 4 == 0 ? 100 * metres[row] : metres[row]));
        Table wide = table("income", numbers(row -> Math.exp(8 * metres[row])));

        assertThat(checks(mixed, Optional.empty())).containsExactly("mixed_units");
        assertThat(checks(wide, Optional.empty())).isEmpty();
    }

    @Test
    void rowsInTheOrderOfTimeAreSaidToBe() {
        Table ordered = table("at", moments(row -> row * 1_000_000L));
        Table mixed = table("at", moments(row -> row * 7_919L % ROWS * 1_000_000L));

        assertThat(DataChecks.of(ordered, Optional.empty())).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.NOTE);
            assertThat(finding.message()).contains("--time-column at");
        });
        assertThat(checks(mixed, Optional.empty())).isEmpty();
    }

    @Test
    void driftIsFoundByTheColumnThatDrifts() {
        Table train = ordinary(ROWS, new Seed(3));
        Table other = ordinary(ROWS, new Seed(4));
        NumberColumn x = other.column("x", NumberColumn.class);
        Table shifted = replaced(other, "x", numbers(row -> x.get(row) + 1));
        Table gone = replaced(other, "x", numbers(row -> row % 2 == 0 ? Double.NaN : x.get(row)));
        Table unseen = replaced(other, "c", words(row -> row % 3 == 0 ? "new" : "a"));

        assertThat(DataChecks.between(train, shifted, Y)).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("drift");
            assertThat(finding.where()).isEqualTo("column \"x\"");
            // Two normal distributions one deviation apart: the normal distribution at 1 / sqrt(2).
            assertThat(finding.message()).contains("AUC of 0.7");
        });
        assertThat(DataChecks.between(train, gone, Y))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).contains("missing in 0 % of the training rows and in 50 %"));
        assertThat(DataChecks.between(train, unseen, Y))
                .extracting(Finding::check)
                .containsExactly("unseen_levels");
    }

    @Test
    void distancesOfDistributionsAreExact() {
        double[] left = {1, 2, 3, 4};
        double[] right = {3, 4, 5, 6};

        // Up to 2, half of the left and nothing of the right.
        assertThat(DriftChecks.distance(left, right)).isEqualTo(0.5);
        // Of 16 pairs: 3 beats 1, 2; 4 beats 1, 2, 3; 5 and 6 beat all.
        assertThat(DriftChecks.auc(left, right)).isCloseTo((2.5 + 3.5 + 4 + 4) / 16, within(1e-12));
        assertThat(DriftChecks.auc(left, left)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void rowsOfBothPartsAreFoundWhateverTheirCodes() {
        Table train = ordinary(ROWS, new Seed(5));
        int[] rows =
                IntStream.range(0, 200).map(i -> i % 2 == 0 ? ROWS - 1 - i : i).toArray();
        Table leaked = train.select(rows);
        CategoryColumn c = leaked.column("c", CategoryColumn.class);
        // The same texts with a dictionary of their own.
        List<String> texts = IntStream.range(0, c.size()).mapToObj(c::text).toList();
        Table recoded = replaced(leaked, "c", CategoryColumn.of(texts));

        assertThat(DataChecks.between(train, recoded, Y))
                .extracting(Finding::check)
                .contains("overlap");
        assertThat(DataChecks.between(train, recoded, Y).stream()
                        .filter(finding -> finding.check().equals("overlap"))
                        .findFirst()
                        .orElseThrow()
                        .message())
                .startsWith("200 of 200 rows");
    }

    @Test
    void scoresThatAreTooGoodOrNoneAreDoubted() {
        assertThat(ScoreChecks.of("auc", 0.9995, 0.5, true).orElseThrow().check())
                .isEqualTo("suspicious_score");
        assertThat(ScoreChecks.of("rmse", 0.001, 2, false).orElseThrow().check())
                .isEqualTo("suspicious_score");
        assertThat(ScoreChecks.of("logloss", 0.7, 0.69, false).orElseThrow().check())
                .isEqualTo("nothing_learnt");
        assertThat(ScoreChecks.of("auc", 0.93, 0.5, true)).isEmpty();
        assertThat(ScoreChecks.of("auc", Double.NaN, 0.5, true)).isEmpty();
    }

    @Test
    void slipsAreOneLetterInsertedLeftOutExchangedOrSwapped() {
        assertThat(EditDistance.atMostOne("churned", "churnd")).isTrue();
        assertThat(EditDistance.atMostOne("churned", "chhurned")).isTrue();
        assertThat(EditDistance.atMostOne("churned", "churmed")).isTrue();
        assertThat(EditDistance.atMostOne("churned", "chruned")).isTrue();
        assertThat(EditDistance.atMostOne("churned", "chrunde")).isFalse();
        assertThat(EditDistance.atMostOne("aab", "ab")).isTrue();
        assertThat(EditDistance.atMostOne("abcd", "badc")).isFalse();
    }

    @Test
    void profilesListFindingsInEveryForm() {
        Profile profile = Profile.of(table("y", words(row -> "same")), Y);

        assertThat(ProfileText.of(profile)).contains("Findings").contains("error: Column \"y\"");
        assertThat(ProfileHtml.of(profile, "t")).contains("<h2>Findings</h2>").contains("error: Column &quot;y&quot;");
        assertThat(ProfileJson.of(profile)).contains("\"check\" : \"constant_target\"");
        assertThat(Findings.toJson(profile.findings())).startsWith("[{\"severity\":\"error\"");
    }

    private static List<String> checks(Table table, Optional<String> target) {
        return DataChecks.of(table, target).stream().map(Finding::check).toList();
    }

    private static Table ordinary(int rows, Seed seed) {
        RandomGenerator random = seed.random();
        double[] x = new double[rows];
        double[] n = new double[rows];
        Arrays.setAll(x, row -> random.nextGaussian());
        Arrays.setAll(n, row -> random.nextInt(5));
        List<String> c =
                random.ints(rows, 0, 3).mapToObj(i -> "abc".substring(i, i + 1)).toList();
        List<String> y =
                random.ints(rows, 0, 2).mapToObj(i -> i == 0 ? "no" : "yes").toList();
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("x", NumberColumn.of(x));
        columns.put("n", NumberColumn.of(n));
        columns.put("c", CategoryColumn.of(c));
        columns.put("y", CategoryColumn.of(y));
        return Table.of(columns);
    }

    private static Table replaced(Table table, String name, Column column) {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        table.schema().names().forEach(each -> columns.put(each, each.equals(name) ? column : table.column(each)));
        return Table.of(columns);
    }

    private static Table table(String name, Column column) {
        return Table.of(new LinkedHashMap<>(Map.of(name, column)));
    }

    private static Column words(IntFunction<String> word) {
        return CategoryColumn.of(IntStream.range(0, ROWS).mapToObj(word).toList());
    }

    private static Column numbers(IntToDoubleFunction number) {
        return NumberColumn.of(IntStream.range(0, ROWS).mapToDouble(number).toArray());
    }

    private static Column moments(IntToLongFunction micros) {
        return TimestampColumn.of(IntStream.range(0, ROWS).mapToLong(micros).toArray());
    }
}
