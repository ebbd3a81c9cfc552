package dev.lepton.automl.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.SearchSpace.Parameter;
import dev.lepton.model.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrategyTest {

    private static final SearchSpace LINE = SearchSpace.of(new Parameter.Real("x", 0, 1, false));

    @Test
    void aGridHasEveryCombinationOnce() {
        SearchSpace space = SearchSpace.of(
                new Parameter.Choice("a", List.of("u", "v")),
                new Parameter.Real("b", 1, 100, true),
                new Parameter.Whole("c", 1, 2, false));

        List<Suggestion> grid = new Searcher(space, Strategies.grid(3)).ask(100);

        assertThat(grid).hasSize(2 * 3 * 2).doesNotHaveDuplicates();
        assertThat(grid.stream().map(each -> (Double) each.settings().values().get("b")))
                .allMatch(value -> List.of(1.0, 10.0, 100.0).stream().anyMatch(at -> Math.abs(at - value) < 1e-9));
    }

    @Test
    void sobolPointsFillEveryEighthOfALine() {
        List<Suggestion> points = new Searcher(LINE, Strategies.sobol(new Seed(3))).ask(8);

        assertThat(points.stream().map(each -> Math.floor(8 * x(each) - 8 * x(points.getFirst()) + 80)))
                .doesNotHaveDuplicates();
    }

    @Test
    void aBracketHalvesItsTrialsAndKeepsTheBest() {
        Searcher searcher = new Searcher(LINE, Strategies.hyperband(new HalvingOptions(3, 2), new Seed(1)));
        List<Integer> rungs = new ArrayList<>();
        List<Suggestion> batch = searcher.ask(100);
        List<Double> best = List.of();
        while (rungs.size() < 6) {
            rungs.add(batch.size());
            if (rungs.size() == 2) {
                assertThat(batch.stream().map(StrategyTest::x)).containsExactlyElementsOf(best);
            }
            best = batch.stream().map(StrategyTest::x).sorted().limit(3).toList();
            batch.forEach(each -> searcher.tell(Result.of(each, x(each), each.fidelity())));
            batch = searcher.ask(100);
        }

        // 9 at a ninth, 3 at a third, 1 in full; then 5 (4.5 rounded up) at a third, 1 in full; then over again
        assertThat(rungs).containsExactly(9, 3, 1, 5, 1, 9);
    }

    @Test
    void asynchronousHalvingPromotesAsSoonAsThereIsABestThird() {
        Searcher searcher = new Searcher(LINE, Strategies.asha(new HalvingOptions(3, 1), new Seed(1)));
        List<Suggestion> first = searcher.ask(3);
        first.forEach(each -> searcher.tell(Result.of(each, x(each), 1)));

        List<Suggestion> next = searcher.ask(2);

        assertThat(x(next.getFirst()))
                .isEqualTo(first.stream().mapToDouble(StrategyTest::x).min().orElseThrow());
        assertThat(next.getFirst().fidelity()).isEqualTo(1);
        assertThat(next.getLast().fidelity()).isEqualTo(1 / 3.0);
    }

    @Test
    void aCostFrugalSearchTriesTheCheapStartFirst() {
        SearchSpace space = SearchSpace.of(
                        new Parameter.Whole("trees", 4, 4_096, true), new Parameter.Real("y", 0, 1, false))
                .startingAt(Settings.of(Map.of("trees", 4)));

        Suggestion first = new Searcher(space, Strategies.costFrugal(CfoOptions.DEFAULTS, new Seed(1)))
                .ask(1)
                .getFirst();

        assertThat(first.settings().values()).containsEntry("trees", 4L);
    }

    @Test
    void aCostFrugalSearchStartsAgainOnceItsStepsAreSmall() {
        Searcher searcher =
                new Searcher(LINE, Strategies.costFrugal(new CfoOptions(0, 0.1, 0.01, 1.5, 0, 0.3), new Seed(1)));
        List<Double> places = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Suggestion next = searcher.ask(1).getFirst();
            places.add(x(next));
            searcher.tell(Result.of(next, Math.abs(x(next) - 0.5), 1));
        }
        long jumps = 0;
        for (int i = 1; i < places.size(); i++) {
            // a step from the incumbent is shorter than 0.15; a tell-tale jump is longer than twice that
            jumps += Math.abs(places.get(i) - places.get(i - 1)) > 0.3 ? 1 : 0;
        }

        assertThat(searcher.best().orElseThrow().loss()).isLessThan(0.02);
        assertThat(jumps).isPositive();
    }

    @Test
    void whatIsNotInTheSpaceCannotBeTold() {
        Searcher searcher = new Searcher(LINE, Strategies.random(new Seed(1)));

        assertThatThrownBy(() -> searcher.tell(new Result(Settings.of(Map.of("x", 2.0)), 1, 0, 1)))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("{\"x\":2.0}");
    }

    private static double x(Suggestion suggestion) {
        return ((Number) suggestion.settings().values().get("x")).doubleValue();
    }
}
