package dev.lepton.automl.searcher;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/// Several searches, each of one learner, that share their effort by the estimated cost of finding something
/// better (FLAML: Wang, Wu, Weimer, Zhu 2021).
///
/// A learner without a trial comes first, in the given order. Then each is drawn with a probability inverse
/// to its [Spending#costForImprovement]. Like a [Searcher], it depends on the seed and on what it was told
/// only, and is resumed by telling all results again. Not thread-safe.
public final class LearnerChoice {

    private final Map<String, Searcher> searchers;
    private final Seed seed;

    /// @param searchers by the name of the learner, one or more
    public LearnerChoice(Map<String, Searcher> searchers, Seed seed) {
        this.searchers = new LinkedHashMap<>(searchers);
        this.seed = seed;
    }

    /// A suggestion for one learner.
    public record Proposal(String learner, Suggestion suggestion) {}

    /// Up to `count` proposals; fewer where no learner has any.
    public List<Proposal> ask(int count) {
        return ask(count, learner -> true);
    }

    /// Up to `count` proposals for learners that may be asked.
    public List<Proposal> ask(int count, Predicate<String> mayBeAsked) {
        List<Proposal> proposals = new ArrayList<>();
        while (proposals.size() < count) {
            Optional<Proposal> next = next(mayBeAsked);
            if (next.isEmpty()) {
                return proposals;
            }
            proposals.add(next.get());
        }
        return proposals;
    }

    /// @throws LeptonException INVALID_ARGUMENT for a learner that is not searched, or settings out of its space
    public void tell(String learner, Result result) {
        Searcher searcher = searchers.get(learner);
        if (searcher == null) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "A result was told for \"" + learner + "\"; one of " + searchers.keySet() + " was expected.");
        }
        searcher.tell(result);
    }

    /// What each learner has spent and reached, in the given order.
    public Map<String, Spending> spending() {
        Map<String, Spending> spending = new LinkedHashMap<>();
        searchers.forEach((learner, searcher) -> spending.put(learner, Spending.of(searcher.history())));
        return spending;
    }

    private Optional<Proposal> next(Predicate<String> mayBeAsked) {
        List<String> open =
                new ArrayList<>(searchers.keySet().stream().filter(mayBeAsked).toList());
        int number = searchers.values().stream()
                .mapToInt(searcher -> searcher.history().number())
                .sum();
        for (int i = 0; !open.isEmpty(); i++) {
            String learner = draw(open, seed.child("learner", number).child("try", i));
            List<Suggestion> asked =
                    Objects.requireNonNull(searchers.get(learner)).ask(1);
            if (!asked.isEmpty()) {
                return Optional.of(new Proposal(learner, asked.getFirst()));
            }
            open.remove(learner); // nothing untried is left, or it waits for results
        }
        return Optional.empty();
    }

    private String draw(List<String> open, Seed own) {
        Map<String, Spending> spending = spending();
        double best =
                spending.values().stream().mapToDouble(Spending::loss).min().orElse(Double.POSITIVE_INFINITY);
        double[] ends = new double[open.size()];
        double sum = 0;
        for (int i = 0; i < ends.length; i++) {
            Spending known = Objects.requireNonNull(spending.get(open.get(i)));
            if (known.trials() == 0) {
                return open.get(i);
            }
            sum += 1 / known.costForImprovement(best);
            ends[i] = sum;
        }
        double place = own.random().nextDouble() * sum;
        int drawn = 0;
        while (drawn < ends.length - 1 && ends[drawn] <= place) {
            drawn++;
        }
        return open.get(drawn);
    }
}
