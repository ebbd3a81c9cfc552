package dev.lepton.automl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Metrics;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.util.LinkedHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Fits at less than full fidelity: 180 rows to learn from, 20 to be judged on.
class InProcessTest {

    private static final Examples EXAMPLES = examples();
    private static final Folds FOLDS = Folds.given(180, 20);
    private static final Fit CONTEXT = Fit.of(new Seed(3), Metrics.RMSE);
    private static final Candidate COUNTING = SlopeLearner.counting("counting", 8, 18);
    private static final Candidate WITHOUT_COUNT = SlopeLearner.candidate("rows", "x", 8);

    private final InProcess fitter = new InProcess(EXAMPLES, FOLDS);

    @Test
    void whatCountsItsRoundsDoesFewerOfThemOverAllRows() {
        SlopeLearner.Line whole = line(COUNTING);
        SlopeLearner.Line part = line(COUNTING.at(1 / 9.0));

        assertThat(whole.slope()).isEqualTo(8 * (1 - Math.pow(0.5, 18)));
        assertThat(part.slope()).isEqualTo(8 * 0.75); // two rounds
        double mean = IntStream.range(0, 180)
                .mapToDouble(row -> EXAMPLES.values().get(row))
                .average()
                .orElseThrow();
        assertThat(part.offset()).isEqualTo(mean); // x is 0 in all rows but those that are judged
    }

    @Test
    void whatHasNoCountLearnsFromFewerRows() {
        double mean = IntStream.of(RowShare.of(EXAMPLES.target().select(FOLDS.train(0)), 1 / 9.0, CONTEXT.seed()))
                .mapToDouble(row -> EXAMPLES.values().get(row))
                .average()
                .orElseThrow();

        assertThat(line(WITHOUT_COUNT.at(1 / 9.0))).isEqualTo(new SlopeLearner.Line("x", 8, mean));
        assertThat(line(WITHOUT_COUNT).offset()).isNotEqualTo(mean);
    }

    @Test
    void allJudgedRowsAreAnsweredAtEveryFidelity() {
        assertThat(fitter.fit(COUNTING.at(1 / 3.0), 0, CONTEXT).answers().size())
                .isEqualTo(20);
        assertThat(fitter.fit(WITHOUT_COUNT.at(1 / 3.0), 0, CONTEXT).answers().size())
                .isEqualTo(20);
    }

    private SlopeLearner.Line line(Candidate candidate) {
        return (SlopeLearner.Line) fitter.fit(candidate, 0, CONTEXT).model();
    }

    private static Examples examples() {
        double[] x = new double[200];
        double[] target = new double[200];
        for (int row = 0; row < x.length; row++) {
            x[row] = row < 180 ? 0 : row;
            target[row] = row * row;
        }
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("x", NumberColumn.of(x));
        return new Examples(Task.Regression.SQUARED, Table.of(columns), Values.of(target), Weights.uniform(200));
    }
}
