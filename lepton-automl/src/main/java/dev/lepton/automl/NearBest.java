package dev.lepton.automl;

import dev.lepton.base.Seed;
import dev.lepton.model.Learner;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Random settings near those of the best trials, in turn, whatever their learners.
final class NearBest implements Sequel {

    private static final int PARENTS = 3;
    private static final int TRIES = 8;

    private final Seed seed;
    private final List<Told> scored = new ArrayList<>();
    private final Set<Tried> tried = new HashSet<>();

    private record Tried(String learner, Settings settings) {

        static Tried of(Learner learner) {
            return new Tried(learner.id(), learner.settings());
        }
    }

    NearBest(Seed seed) {
        this.seed = seed;
    }

    @Override
    public void tell(Told told) {
        tried.add(Tried.of(told.learner()));
        if (Double.isFinite(told.loss()) && !told.learner().space().equals(SearchSpace.FIXED)) {
            scored.add(told);
        }
    }

    @Override
    public List<Wish> next(int first, int count, Predicate<Learner> mayBeAsked) {
        List<Learner> parents = scored.stream()
                .sorted(Comparator.comparingDouble(Told::loss).thenComparingInt(Told::number))
                .limit(PARENTS)
                .map(Told::learner)
                .toList();
        List<Wish> wishes = new ArrayList<>();
        for (int i = 0; i < count && !parents.isEmpty(); i++) {
            Learner parent = parents.get(i % parents.size());
            if (mayBeAsked.test(parent)) {
                child(parent, seed.child("draw", first + wishes.size())).ifPresent(child -> {
                    tried.add(Tried.of(child));
                    wishes.add(new Wish(child, 1));
                });
            }
        }
        return wishes;
    }

    /// Settings near those of a good learner that were not tried yet, where a few draws find such.
    private Optional<Learner> child(Learner parent, Seed own) {
        return IntStream.range(0, TRIES)
                .mapToObj(i -> parent.with(Draws.near(parent, own.child("try", i))))
                .filter(child -> !tried.contains(Tried.of(child)))
                .findFirst();
    }
}
