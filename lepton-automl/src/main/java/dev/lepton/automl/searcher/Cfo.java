package dev.lepton.automl.searcher;

import dev.lepton.base.Seed;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Cost-frugal optimisation: a local search that starts at cheap settings and needs only comparisons
/// (FLOW2: Wu, Wang, Huang 2021).
///
/// It steps from the best point of its walk in a random direction, then in the opposite one, and moves
/// wherever the loss is smaller. Once the steps are very small it starts again elsewhere. Since each step is
/// short, settings grow expensive only as far as that pays.
///
/// Departures: the length of a step follows the one-fifth rule (Rechenberg 1973) in place of a count that
/// doubles with every dimension; a choice takes another value now and then; a few spread points come before
/// the first walk; and in a conditional space each branch that was seen has a walk of its own, of which the
/// best one makes half of the steps.
record Cfo(CfoOptions options, Seed seed) implements Strategy {

    @Override
    public Optional<Suggestion> next(History history) {
        int number = history.number();
        Seed own = seed.child("step", number);
        List<Walk> walks = walks(history);
        if (number == 0) {
            return Untried.of(history, Suggestion.FULL, i -> first(history, own.child("try", i)), own);
        }
        if (number <= options.spread() || walks.isEmpty()) {
            return new Sobol(seed).next(history);
        }
        RandomGenerator random = own.random();
        Walk walk = walks.get(random.nextBoolean() ? 0 : random.nextInt(walks.size()));
        return Untried.of(
                history,
                Suggestion.FULL,
                i -> i == 0
                        ? walk.proposal(number)
                        : walk.step(
                                own.child("try", i),
                                2 * own.child("scale", i).random().nextDouble()),
                own);
    }

    /// The cheap start of the space, what it leaves open drawn.
    private static double[] first(History history, Seed seed) {
        Encoding encoding = history.encoding();
        return encoding.settle(encoding.point(history.space().start()), seed.random());
    }

    /// One walk for each branch in which there was a loss, the best first.
    private List<Walk> walks(History history) {
        Encoding encoding = history.encoding();
        int[] gates =
                IntStream.range(0, encoding.size()).filter(encoding::isGate).toArray();
        Evidence evidence = history.evidence(Suggestion.FULL);
        return IntStream.range(0, evidence.losses().length)
                .filter(i -> Double.isFinite(evidence.losses()[i]))
                .mapToObj(i -> Arrays.stream(gates)
                        .mapToObj(gate -> evidence.points().get(i)[gate])
                        .toList())
                .distinct()
                .map(branch -> new Walk(this, history, gates, branch))
                .sorted(Comparator.comparingDouble(Walk::best))
                .toList();
    }
}
