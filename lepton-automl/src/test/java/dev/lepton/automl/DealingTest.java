package dev.lepton.automl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Deadline;
import dev.lepton.base.Progress;
import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Memo;
import dev.lepton.model.Metrics;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class DealingTest {

    private static final Examples EXAMPLES = examples();
    private static final Deadline LONG = Deadline.after(Duration.ofMinutes(10));

    private final List<Integer> threads = Collections.synchronizedList(new ArrayList<>());
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

    /// Threads of each fit, the baseline's first; the second fit takes long enough to be measured.
    private Found search(Folds folds, Deadline deadline, LongSupplier cpu) {
        FoldFitter inProcess = new InProcess(EXAMPLES, folds);
        FoldFitter noting = (candidate, fold, context) -> {
            threads.add(context.threads());
            return inProcess.fit(candidate, fold, context);
        };
        SearchOptions options = SearchOptions.DEFAULTS.withTrials(OptionalInt.of(4));
        return new Search(EXAMPLES, folds, options, noting, new Processors(cpu, notes::add))
                .run(
                        List.of(
                                SlopeLearner.fixed("mean", 0),
                                SlopeLearner.slow("slow", 4, 0.5),
                                SlopeLearner.fixed("by_x", 3),
                                SlopeLearner.fixed("by_x_too", 2)),
                        new Fit(new Seed(1), deadline, 4, Progress.SILENT, Metrics.RMSE, new Memo()));
    }

    @Test
    void whereAFitLeavesThreadsIdleTheOthersGoSideBySide() {
        Found found = search(Folds.given(150, 50), LONG, () -> 0);

        assertThat(found.ranking()).hasSize(4);
        assertThat(threads).containsExactly(4, 4, 2, 2);
        assertThat(notes).singleElement().asString().contains("2 configurations", "4 threads", "0 %");
    }

    @Test
    void whereAFitKeepsThreadsBusyTheyStayTogether() {
        Found found = search(Folds.given(150, 50), LONG, () -> 4 * System.nanoTime());

        assertThat(found.ranking()).hasSize(4);
        assertThat(threads).containsExactly(4, 4, 4, 4);
        assertThat(notes).isEmpty();
    }

    @Test
    void withoutAnEndInTimeNothingIsMeasured() {
        search(Folds.given(150, 50), Deadline.none(), () -> 0);

        assertThat(threads).containsExactly(4, 4, 4, 4);
        assertThat(notes).isEmpty();
    }

    @Test
    void severalFoldsGoSideBySideFromTheStart() {
        search(Folds.stratified(EXAMPLES.target(), 5, new Seed(1)), LONG, () -> 0);

        assertThat(threads).hasSize(20).containsOnly(1);
        assertThat(notes).isEmpty();
    }

    private static Examples examples() {
        double[] x = new Seed(5).random().doubles(200).toArray();
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("x", NumberColumn.of(x));
        return new Examples(Task.Regression.SQUARED, Table.of(columns), Values.of(x), Weights.uniform(200));
    }
}
