package dev.lepton.automl.searcher;

import dev.lepton.base.Seed;
import dev.lepton.model.Settings;
import dev.lepton.testkit.Surface;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;

/// How far searches stay above the optimum of a surface for the same total cost.
final class Regret {

    private static final double SLACK = 1e-9;

    private Regret() {}

    /// The median regret over seeds, each search asking for one suggestion at a time.
    ///
    /// @param cost total of the trials, where one at full fidelity costs 1
    static double median(Surface surface, Function<Seed, Strategy> strategy, int seeds, double cost) {
        double[] regrets = IntStream.range(0, seeds)
                .parallel()
                .mapToDouble(seed -> of(surface, strategy.apply(new Seed(seed)), cost))
                .sorted()
                .toArray();
        Arrays.sort(regrets);
        return (regrets[(seeds - 1) / 2] + regrets[seeds / 2]) / 2;
    }

    /// The regret of the best settings by their loss at the highest fidelity that was tried.
    static double of(Surface surface, Strategy strategy, double cost) {
        Searcher searcher = new Searcher(surface.space(), strategy);
        double spent = 0;
        while (true) {
            Suggestion suggestion = searcher.ask(1).getFirst();
            spent += suggestion.fidelity();
            if (spent > cost + SLACK) {
                break;
            }
            double loss = surface.loss(suggestion.settings(), suggestion.fidelity());
            searcher.tell(Result.of(suggestion, loss, suggestion.fidelity()));
        }
        Settings best = searcher.best().orElseThrow().settings();
        return surface.regret(best);
    }
}
