package dev.lepton.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.graph.ElementType;
import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Input;
import dev.lepton.graph.Session;
import dev.lepton.graph.SessionOptions;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Value;
import dev.lepton.model.Estimates;
import dev.lepton.model.Loss;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Task;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackColumnsTest {

    @Test
    void twoClassesBecomeLogOdds() {
        Table table = same(
                new Task.Classification(List.of("no", "yes")),
                Probabilities.ofPositive(new double[] {0, 0.5, 0.75, 1}));

        assertThat(table.schema().names()).containsExactly("one");
        assertThat(cell(table, "one", 1)).isZero();
        assertThat(cell(table, "one", 2)).isCloseTo(Math.log(3), within(1e-12));
        assertThat(cell(table, "one", 3)).isCloseTo(-cell(table, "one", 0), within(1e-6)); // 1 - 1e-6 is rounded
    }

    @Test
    void moreClassesBecomeLogarithmsOfProbabilities() {
        Table table = same(
                new Task.Classification(List.of("a", "b", "c")),
                Probabilities.of(new double[] {0.2, 0.3, 0.5, 1, 0, 0}, 3));

        assertThat(table.schema().names()).containsExactly("one=a", "one=b", "one=c");
        assertThat(cell(table, "one=b", 0)).isCloseTo(Math.log(0.3), within(1e-12));
        assertThat(cell(table, "one=b", 1)).isCloseTo(Math.log(1e-6), within(1e-12));
    }

    @Test
    void estimatesStayUnlessTheirLossHasALogLink() {
        Table plain = same(Task.Regression.SQUARED, Estimates.of(-3, 7));
        Table logged = same(new Task.Regression(new Loss.Poisson()), Estimates.of(0, 7));

        assertThat(cell(plain, "one", 0)).isEqualTo(-3);
        assertThat(cell(logged, "one", 1)).isCloseTo(Math.log(7), within(1e-12));
    }

    @Test
    void columnsAreNamedUnlikeRawOnes() {
        StackColumns columns = StackColumns.of(Task.Regression.SQUARED, List.of("one"), List.of("one", "one'"));

        assertThat(columns.names()).containsExactly("one''");
    }

    private static double cell(Table table, String column, int row) {
        return table.column(column, NumberColumn.class).get(row);
    }

    /// The columns of one model's answers, which are the same in the graph.
    private static Table same(Task task, Predictions answers) {
        StackColumns columns = StackColumns.of(task, List.of("one"), List.of());
        Table table = columns.beside(Table.of(new LinkedHashMap<>()), List.of(answers));
        GraphBuilder builder = Graph.builder("columns");
        Value given = builder.input("answer", ElementType.DOUBLE, Shape.batch(answers.width()));
        columns.lower(builder, List.of(given)).forEach(builder::output);
        try (Session session = Session.open(builder.build(), SessionOptions.DEFAULTS)) {
            var outputs = session.run(Map.of("answer", Input.of(answers.toArray(), answers.size(), answers.width())));
            for (String name : columns.names()) {
                double[] cells = new double[answers.size()];
                table.column(name, NumberColumn.class).copyTo(0, cells);
                assertThat(outputs.get(name).doubles()).containsExactly(cells, within(1e-14)); // two logarithms
            }
        }
        return table;
    }
}
