package dev.lepton.automl;

import dev.lepton.automl.searcher.Continuation;
import dev.lepton.automl.searcher.Strategy;
import dev.lepton.base.Seed;
import dev.lepton.model.Learner;
import dev.lepton.model.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/// A search of each learner's space that begins with what the given candidates told.
final class Searched implements Sequel {

    private final Map<String, Learner> learners = new LinkedHashMap<>(); // by id, any of its candidates
    private final Continuation continuation;

    /// @param strategy makes the search of one space
    Searched(List<Candidate> given, Function<Seed, Strategy> strategy, Seed seed) {
        Map<String, SearchSpace> spaces = new LinkedHashMap<>();
        for (Candidate candidate : given) {
            Learner learner = candidate.learner();
            learners.putIfAbsent(learner.id(), learner);
            spaces.putIfAbsent(learner.id(), learner.space());
        }
        this.continuation = new Continuation(spaces, strategy, seed.child("continuation"));
    }

    @Override
    public void tell(Told told) {
        continuation.tell(
                told.learner().id(),
                told.learner().settings(),
                new Continuation.Outcome(told.fidelity(), told.loss(), told.cost()));
    }

    @Override
    public List<Wish> next(int first, int count, Predicate<Learner> mayBeAsked) {
        List<Wish> wishes = new ArrayList<>();
        for (Continuation.Next next :
                continuation.next(count, id -> mayBeAsked.test(Objects.requireNonNull(learners.get(id))))) {
            Learner learner = Objects.requireNonNull(learners.get(next.learner()));
            wishes.add(new Wish(learner.with(next.settings()), next.suggestion().fidelity()));
        }
        return wishes;
    }
}
