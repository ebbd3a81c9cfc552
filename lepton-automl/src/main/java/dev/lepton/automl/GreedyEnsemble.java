package dev.lepton.automl;

import dev.lepton.base.Deadline;
import dev.lepton.model.AnswerSum;
import dev.lepton.model.Metric;
import dev.lepton.model.Predictions;
import dev.lepton.model.Target;
import dev.lepton.model.Weights;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Greedy ensemble selection with replacement (Caruana, Niculescu-Mizil, Crew, Ksikes 2004).
///
/// Starts with the best member and adds, round after round, the one whose share improves the mean's score
/// most; the rounds up to the best score are kept. Three departures: scores are compared with six significant
/// digits; among equals a member that is in already wins, so that noise does not widen the ensemble; and who
/// does not fit into the bytes that are left is not asked. One object is for one selection.
///
/// Members are scored side by side and their answers read where they are, in memory or in a file; what is held
/// beside them is one sum of answers and what a metric needs for each thread.
final class GreedyEnsemble {

    private static final MathContext SIX_DIGITS = new MathContext(6);

    private final Target truth;
    private final Weights weights;
    private final Metric metric;
    private final List<Member> members;
    private final AnswerSum sum; // of all shares dealt

    /// What may join an ensemble.
    ///
    /// @param answers for the rows of the truth
    /// @param bytes that it takes up in the ensemble
    record Member(Predictions answers, long bytes) {}

    /// How far the selection goes.
    ///
    /// @param rounds how many shares are dealt at most
    /// @param bytes that the members with a share take up together at most; where even the smallest takes
    ///     more, it stands alone
    /// @param deadline after which no share but the first is dealt
    /// @param threads that score members, 1 or more
    record Bounds(int rounds, long bytes, Deadline deadline, int threads) {}

    GreedyEnsemble(Target truth, Weights weights, Metric metric, List<Member> members) {
        this.truth = truth;
        this.weights = weights;
        this.metric = metric;
        this.members = members;
        this.sum = AnswerSum.like(members.getFirst().answers());
    }

    /// The share of each member, summing to one; the shares of most are zero.
    double[] select(Bounds bounds) {
        try (ExecutorService pool = Executors.newFixedThreadPool(
                Math.min(bounds.threads, members.size()),
                Thread.ofPlatform().name("choosing-", 0).factory())) {
            return select(bounds, pool);
        }
    }

    private double[] select(Bounds bounds, ExecutorService pool) {
        int[] counts = new int[members.size()];
        int[] best = counts;
        double bestScore = Double.NaN;
        for (int round = 0; round < bounds.rounds && (round == 0 || !bounds.deadline.isOver()); round++) {
            double[] scores = scores(fitting(counts, bounds.bytes), pool);
            int chosen = choose(scores, counts);
            counts = counts.clone();
            counts[chosen]++;
            sum.add(members.get(chosen).answers());
            if (round == 0 || metric.isBetter(rounded(scores[chosen]), rounded(bestScore))) {
                best = counts;
                bestScore = scores[chosen];
            }
        }
        double shares = Arrays.stream(best).sum();
        return Arrays.stream(best).mapToDouble(count -> count / shares).toArray();
    }

    /// The members that are in, and those that fit in beside them: at first at least the smallest.
    private boolean[] fitting(int[] counts, long most) {
        long used = 0;
        long smallest = Long.MAX_VALUE;
        for (int member = 0; member < counts.length; member++) {
            used += counts[member] > 0 ? members.get(member).bytes() : 0;
            smallest = Math.min(smallest, members.get(member).bytes());
        }
        boolean isFirst = Arrays.stream(counts).sum() == 0;
        boolean[] fits = new boolean[counts.length];
        for (int member = 0; member < fits.length; member++) {
            long more = members.get(member).bytes();
            fits[member] = counts[member] > 0 || used + more <= most || (isFirst && more == smallest);
        }
        return fits;
    }

    /// The score of the mean with one more share of each member; NaN for those that do not fit.
    private double[] scores(boolean[] fits, ExecutorService pool) {
        List<Future<Double>> running = IntStream.range(0, fits.length)
                .mapToObj(member -> pool.submit(() -> fits[member] ? score(members.get(member)) : Double.NaN))
                .toList();
        return running.stream()
                .mapToDouble(future -> Joining.join(future, "Choosing the ensemble"))
                .toArray();
    }

    private double score(Member member) {
        return metric.score(truth, sum.meanWith(member.answers()), weights);
    }

    private int choose(double[] scores, int[] counts) {
        int chosen = 0;
        for (int member = 1; member < scores.length; member++) {
            double candidate = rounded(scores[member]);
            double incumbent = rounded(scores[chosen]);
            boolean equal = candidate == incumbent && counts[member] > 0 && counts[chosen] == 0;
            if (equal || metric.isBetter(candidate, incumbent)) {
                chosen = member;
            }
        }
        return chosen;
    }

    private static double rounded(double score) {
        return Double.isFinite(score) ? new BigDecimal(score).round(SIX_DIGITS).doubleValue() : score;
    }
}
