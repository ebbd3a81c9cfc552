package dev.lepton.automl.searcher;

import dev.lepton.base.Seed;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.SearchSpace.Parameter;
import dev.lepton.model.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Made-up search spaces and losses.
final class Spaces {

    /// 2 * 3 + 4 = 10 points.
    static final SearchSpace TEN = SearchSpace.of(
                    new Parameter.Choice("kind", List.of("a", "b")),
                    new Parameter.Choice("mode", List.of(1, 2)),
                    new Parameter.Whole("depth", 1, 3, true),
                    new Parameter.Whole("width", 5, 8, false))
            .when("kind", List.of("a"), "mode")
            .when("kind", List.of("a"), "depth")
            .when("kind", List.of("b"), "width");

    private Spaces() {}

    /// Up to six parameters of all kinds, some with conditions on earlier choices.
    static SearchSpace random(long seed) {
        RandomGenerator random = new Seed(seed).child("space").random();
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            boolean log = random.nextBoolean();
            double low = log ? Math.exp(random.nextDouble(-9, 3)) : random.nextDouble(-5, 5);
            parameters.add(
                    switch (random.nextInt(3)) {
                        case 0 -> new Parameter.Real("p" + i, low, low + random.nextDouble(100), log);
                        case 1 -> new Parameter.Whole("p" + i, 1 + random.nextInt(9), 10 + random.nextInt(1_000), log);
                        default ->
                            new Parameter.Choice(
                                    "p" + i,
                                    IntStream.range(0, 1 + random.nextInt(4))
                                            .<Object>mapToObj(value -> "v" + value)
                                            .toList());
                    });
        }
        SearchSpace space = new SearchSpace(parameters, List.of(), Settings.NONE);
        for (int i = 1; i < parameters.size(); i++) {
            if (parameters.get(random.nextInt(i)) instanceof Parameter.Choice choice && random.nextBoolean()) {
                space = space.when(choice.name(), choice.values().subList(0, 1), "p" + i);
            }
        }
        return space;
    }

    /// A loss that follows from the settings; one in six trials fails.
    static Result tried(Suggestion suggestion) {
        RandomGenerator random = new Seed(suggestion.settings().toJson().hashCode()).random();
        return random.nextInt(6) == 0
                ? Result.failed(suggestion, 1)
                : Result.of(suggestion, random.nextGaussian() / suggestion.fidelity(), suggestion.fidelity());
    }
}
