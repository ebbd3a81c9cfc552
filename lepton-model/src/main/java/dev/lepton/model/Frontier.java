package dev.lepton.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The candidates that no other beats: none has a score, a 99th percentile latency and a size that are all as
/// good and one of them better.
///
/// Whatever the requirements are, the best candidate that meets them stands on the frontier.
///
/// Where the same score holds for the mean of several models and for one of them, the mean counts as better:
/// for a convex loss, the loss of a mean is never above the mean of the losses (Jensen's inequality; Breiman
/// 1996, "Bagging predictors"). So the mean stays in front, and the one model stands beside it where it is
/// faster or smaller.
///
/// @param metric what scores are by
/// @param candidates the best score first
public record Frontier<T>(Metric metric, List<Candidate<T>> candidates) {

    /// Something that could be served, and how it measured.
    ///
    /// @param averaged of how many models it answers the mean, where the score holds for fewer of them too; 1 or
    ///     more
    public record Candidate<T>(T what, Measurement measurement, int averaged) {

        /// One whose score is its own.
        public Candidate(T what, Measurement measurement) {
            this(what, measurement, 1);
        }
    }

    public Frontier {
        candidates = List.copyOf(candidates);
    }

    /// The frontier of some candidates; those without a score are left out, and of equal ones the first
    /// stays.
    public static <T> Frontier<T> of(Metric metric, Collection<Candidate<T>> all) {
        List<Candidate<T>> sorted = all.stream()
                .filter(candidate -> !Double.isNaN(candidate.measurement().score()))
                .sorted(order(metric))
                .toList();
        List<Candidate<T>> kept = new ArrayList<>();
        for (Candidate<T> candidate : sorted) {
            // Only an earlier one can be as good in everything, for the score is the first key of the order.
            if (kept.stream().noneMatch(other -> coversCost(other.measurement(), candidate.measurement()))) {
                kept.add(candidate);
            }
        }
        return new Frontier<>(metric, kept);
    }

    /// The candidate with the best score of those that meet every requirement; of equal scores the mean of most
    /// models, and then the fastest.
    public Optional<Candidate<T>> best(Collection<Requirement> requirements) {
        return candidates.stream()
                .filter(candidate -> requirements.stream()
                        .allMatch(requirement -> requirement.isMetBy(candidate.measurement(), metric)))
                .findFirst();
    }

    /// Where no candidate meets every requirement: each single one that could be relaxed so that one does,
    /// as far as is needed. Empty where more than one stands in the way of every candidate.
    public List<Requirement> relaxations(Collection<Requirement> requirements) {
        List<Requirement> ways = new ArrayList<>();
        for (Requirement requirement : requirements) {
            List<Requirement> others = requirements.stream()
                    .filter(other -> !other.equals(requirement))
                    .toList();
            candidates.stream()
                    .map(Candidate::measurement)
                    .filter(one -> others.stream().allMatch(other -> other.isMetBy(one, metric)))
                    .map(requirement::keptBy)
                    .min(Comparator.comparingLong(this::meeting))
                    .ifPresent(ways::add);
        }
        return ways;
    }

    /// How many candidates meet a requirement: the fewer, the tighter it is.
    private long meeting(Requirement requirement) {
        return candidates.stream()
                .filter(candidate -> requirement.isMetBy(candidate.measurement(), metric))
                .count();
    }

    private static <T> Comparator<Candidate<T>> order(Metric metric) {
        Comparator<Candidate<T>> byScore =
                Comparator.comparingDouble(candidate -> candidate.measurement().score());
        Comparator<Candidate<T>> byAveraged = Comparator.comparingInt(Candidate::averaged);
        return (metric.higherIsBetter() ? byScore.reversed() : byScore)
                .thenComparing(byAveraged.reversed())
                .thenComparing(candidate -> candidate.measurement().p99())
                .thenComparing(candidate -> candidate.measurement().size());
    }

    private static boolean coversCost(Measurement one, Measurement other) {
        return one.p99().compareTo(other.p99()) <= 0 && one.size().compareTo(other.size()) <= 0;
    }
}
