package dev.lepton.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.table.TimestampColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PredictorTest {

    private static Predictor predictor;

    @BeforeAll
    static void open() {
        predictor = Predictor.open(BundleFixture.bundle());
    }

    @AfterAll
    static void close() {
        predictor.close();
    }

    /// Rows drawn from the fixture's.
    private static Table rows(int count) {
        RandomGenerator random = new Seed(count).random();
        return BundleFixture.rows().select(random.ints(count, 0, 5).toArray());
    }

    @Test
    void answersAreThoseOfTheTrainingEngine() {
        Table rows = rows(10_000);

        Predictions found = predictor.predict(rows);

        // Both sides compute in double; only the exponential's last digits may differ.
        assertThat(found.toArray()).containsExactly(BundleFixture.answers(rows).toArray(), within(1e-12));
    }

    @Test
    void columnsMayComeInAnyOrderWithOthersBetween() {
        Table rows = BundleFixture.rows();
        Table shuffled = rows.columns(List.of("note", "city", "age"))
                .with("extra", NumberColumn.of(1, 2, 3, 4, 5))
                .with("since", rows.column("since"))
                .with("member", rows.column("member"));

        assertThat(predictor.predict(shuffled).toArray())
                .isEqualTo(predictor.predict(rows).toArray());
    }

    @Test
    void noRowsHaveNoAnswers() {
        assertThat(predictor.predict(BundleFixture.rows().slice(0, 0)).size()).isZero();
    }

    @Test
    void everyColumnThatDoesNotFitIsNamed() {
        Table rows = BundleFixture.rows()
                .without(List.of("city"))
                .with("citi", CategoryColumn.of("a", "b", "c", "d", "e"))
                .with("age", CategoryColumn.of("", "n/a", "3", "4", "5"));

        assertThatThrownBy(() -> predictor.predict(rows))
                .isInstanceOfSatisfying(
                        LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_DATA))
                .hasMessageContaining("no column \"city\". Did you mean \"citi\"?")
                .hasMessageContaining("column \"age\" is of kind category (row 1 holds \"n/a\")")
                .hasMessageContaining("expects number");
    }

    @Test
    void aColumnWithoutAnyCellStandsForEveryKind() {
        CategoryColumn empty = CategoryColumn.of("", "", "", "", "");
        NumberColumn none = NumberColumn.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        Table rows = BundleFixture.rows()
                .with("age", empty)
                .with("member", empty)
                .with("since", empty)
                .with("city", none)
                .with("note", none);

        double[] found = predictor.predict(rows).toArray();

        double positive = 1 / (1 + Math.exp(-(0.1 - 0.3 + 0.2 - 0.1)));
        assertThat(found[1]).isCloseTo(positive, within(1e-12));
    }

    @Test
    void singleRowsAreAnsweredAsTablesAre() {
        Table rows = BundleFixture.rows();
        double[] expected = predictor.predict(rows).toArray();
        try (RowCall call = predictor.rowCall()) {
            for (int row = rows.rows() - 1; row >= 0; row--) {
                set(call.clear(), rows, row);
                assertThat(call.run()).containsExactly(expected[2 * row], expected[2 * row + 1]);
            }
        }
    }

    private static void set(RowCall call, Table rows, int row) {
        call.number(0, rows.column("age", NumberColumn.class).get(row));
        if (!rows.column("member").isMissing(row)) {
            call.flag(1, rows.column("member", FlagColumn.class).get(row) == 1);
        }
        call.moment(2, rows.column("since", TimestampColumn.class).micros(row));
        call.text(3, rows.column("city").text(row));
        call.text(4, rows.column("note").text(row));
    }

    @Test
    void aNewRowCallAnswersForARowOfMissingCells() {
        try (RowCall call = predictor.rowCall()) {
            assertThat(call.run()[1]).isCloseTo(1 / (1 + Math.exp(0.1)), within(1e-12));
        }
    }

    @Test
    void aCellOfAnotherKindIsRefusedByName() {
        try (RowCall call = predictor.rowCall()) {
            assertThatThrownBy(() -> call.text(0, "old"))
                    .hasMessage("Column \"age\" holds number cells, but was given a string.");
            assertThatThrownBy(() -> call.number(3, 1)).hasMessageContaining("\"city\"");
            assertThatThrownBy(() -> call.flag(2, true)).hasMessageContaining("\"since\"");
            assertThatThrownBy(() -> call.moment(1, 0)).hasMessageContaining("\"member\"");
        }
    }

    @Test
    void threadsMayAskAtOnce() throws Exception {
        Table rows = rows(3_000);
        double[] expected = predictor.predict(rows).toArray();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<double[]>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                answers.add(threads.submit(() -> predictor.predict(rows).toArray()));
            }
            for (Future<double[]> answer : answers) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        }
    }

    @Test
    void aBundleThatAnswersItsGoldenRowsOtherwiseIsNotOpened() {
        Bundle bundle = BundleFixture.bundle();
        double[] wrong = bundle.golden().answers().toArray();
        wrong[2] += 2e-5;
        Golden golden = new Golden(bundle.golden().rows(), Probabilities.of(wrong, 2));
        Bundle changed = Bundle.of(bundle.manifest(), bundle.graph(), golden, bundle.baseline());

        assertThatThrownBy(() -> Predictor.open(changed))
                .isInstanceOfSatisfying(
                        LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL))
                .hasMessageContaining("golden row 1");
    }
}
