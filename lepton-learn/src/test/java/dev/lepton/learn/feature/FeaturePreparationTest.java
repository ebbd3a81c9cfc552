package dev.lepton.learn.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Metrics;
import dev.lepton.model.Preparation;
import dev.lepton.model.Preparation.Column;
import dev.lepton.model.Preparation.Form;
import dev.lepton.model.Signature;
import dev.lepton.table.Table;
import dev.lepton.testkit.GeneratedTables;
import dev.lepton.testkit.GraphRuns;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeaturePreparationTest {

    private static final Seed SEED = new Seed(9);
    private static final Examples TRAIN = GeneratedTables.examples(GeneratedTables.BINARY, 400, SEED);

    private final Preparation.Fitted fitted = new FeaturePreparation().fit(TRAIN, Fit.of(SEED, Metrics.LOGLOSS));

    @Test
    void graphGivesTheSameBitsOnWildRows() {
        for (Table rows : List.of(TRAIN.inputs(), GeneratedTables.wild(fitted.inputs(), 300, SEED))) {
            assertThat(GraphRuns.run(graph(), rows).get("prepared").floats()).isEqualTo(fitted.transform(rows));
        }
    }

    private Graph graph() {
        GraphBuilder builder = Graph.builder("prepared");
        builder.output("prepared", fitted.lower(builder, Signature.declareInputs(builder, fitted.inputs())));
        return builder.build();
    }

    @Test
    void everyNumberIsFiniteAndEveryCodeIsOneOfItsColumn() {
        int width = fitted.columns().size();
        float[] values = fitted.transform(GeneratedTables.wild(fitted.inputs(), 300, SEED));
        for (int i = 0; i < values.length; i++) {
            Column column = fitted.columns().get(i % width);
            assertThat(values[i]).isFinite();
            if (column.form() == Form.CODE) {
                assertThat(values[i]).isBetween(0f, column.codes() - 1f).isEqualTo(Math.round(values[i]));
            }
        }
    }

    @Test
    void missingAndUnseenLevelsHaveTheCodeZeroAndNoOther() {
        int city = column("city");
        int width = fitted.columns().size();
        float[] known = fitted.transform(TRAIN.inputs());
        float[] unknown = fitted.transform(GeneratedTables.missing(fitted.inputs(), 2));
        assertThat(unknown[city]).isZero();
        assertThat(unknown[width + city]).isZero();
        assertThat(IntStream.range(0, TRAIN.size())
                        .filter(row -> !TRAIN.inputs().column("city").text(row).isEmpty())
                        .mapToObj(row -> known[row * width + city]))
                .noneMatch(code -> code == 0);
    }

    @Test
    void formsAreThoseOfTheColumns() {
        assertThat(fitted.columns().get(column("income")).form()).isEqualTo(Form.QUANTITY);
        assertThat(fitted.columns().get(column("opened:month")).form()).isEqualTo(Form.QUANTITY);
        assertThat(fitted.columns().get(column("income=(missing)")).form()).isEqualTo(Form.SHARE);
        assertThat(fitted.columns().get(column("colour=red")).form()).isEqualTo(Form.SHARE);
        assertThat(fitted.columns().get(column("note:urgent")).form()).isEqualTo(Form.SHARE);
    }

    private int column(String name) {
        return fitted.columns().stream().map(Column::name).toList().indexOf(name);
    }
}
