package dev.lepton.automl;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How long things take, as far as this search has seen, and what must therefore be kept back for its end.
///
/// Not thread-safe.
final class Pace {

    /// An attempt whose learner took longer than this share of the time left, with other settings, is not
    /// started.
    private static final double DOUBT = 0.7;

    /// What merging, checking, loading, measuring and packing a graph costs with making it, as a multiple of
    /// making the fastest one.
    private static final int WITH_EXPORT = 5;

    /// Share of the time at the start that the reserve takes at most, however slow making graphs seems.
    private static final int MOST_RESERVE = 5;

    /// Share of the time at the start that the reserve takes until the first graph tells how slow they are.
    private static final int UNKNOWN_RESERVE = 12;

    /// Share of the time at the start that the reserve takes at least.
    private static final int LEAST_RESERVE = 60;

    /// A fold that is cut needs up to this many times what making its graph takes, to write its model down as
    /// the engine's text, read that again, answer, and make the graph.
    private static final int TO_FINISH = 12;

    /// Share of the time at the start that a fold is given to finish where no graph was made yet.
    private static final int UNKNOWN_FINISH = 40;

    /// The same of a model that is packed beside an ensemble, whose graphs are mostly made then.
    private static final int ALONE_WITH_EXPORT = 3;

    private static final int MEMBERS_EXPECTED = 5;

    /// Ensembles that are chosen at the end: the best one and a smaller one.
    private static final int ENSEMBLES = 2;

    /// What loading, measuring and packing one more model costs, beside what grows with its graph.
    private static final Duration ALONE = Duration.ofMillis(400);

    private final int folds;
    private final int workers;
    private final Duration time;
    private final Map<String, Duration> foldTimes = new HashMap<>(); // of the last attempt, by learner, no baseline
    private final Map<String, Duration> exports = new HashMap<>(); // the longest of one fold, by learner
    private double nanosPerByte = Double.POSITIVE_INFINITY; // of the fastest graph; the first ones load classes
    private Duration scoring = Duration.ZERO;

    /// @param time that the whole search has
    Pace(int folds, int workers, Duration time) {
        this.time = time;
        this.folds = folds;
        this.workers = workers;
    }

    /// How many times every worker must fit a fold until `count` folds are done.
    int rounds(int count) {
        return Math.max(1, Math.ceilDiv(count, workers));
    }

    /// Takes note of a fold whose graph was made.
    void exported(String learner, FoldFit fit) {
        exports.merge(learner, fit.export(), (one, other) -> one.compareTo(other) > 0 ? one : other);
        nanosPerByte = Math.min(nanosPerByte, fit.export().toNanos() / (double) Math.max(1, fit.bytes()));
    }

    /// Takes note of a contender with all of its folds.
    ///
    /// @param scoringTime time that scoring all judged rows once took
    void entered(Contender contender, Duration scoringTime) {
        if (contender.number() > 1) {
            foldTimes.put(contender.candidate().learner().id(), contender.time().dividedBy(folds));
        }
        scoring = scoringTime;
    }

    /// Time that a fold of a learner needs after its deadline to become a model with answers; that of the
    /// slowest learner where this one was not seen.
    Duration toFinish(String learner) {
        if (exports.isEmpty()) {
            return time.dividedBy(UNKNOWN_FINISH);
        }
        return exports.getOrDefault(learner, Collections.max(exports.values())).multipliedBy(TO_FINISH);
    }

    /// Time until the unstarted folds of an attempt are done; at least that of the quickest learner where
    /// this one was not seen.
    Duration needed(Attempt attempt) {
        int rounds = rounds(attempt.unstartedFolds());
        List<FoldFit> fits = attempt.fits();
        if (!fits.isEmpty()) {
            return attempt.time().dividedBy(fits.size()).multipliedBy(rounds);
        }
        Duration least = foldTimes.isEmpty() ? Duration.ZERO : Collections.min(foldTimes.values());
        Duration seen = foldTimes.getOrDefault(attempt.candidate().learner().id(), least);
        return Duration.ofNanos((long) (DOUBT * rounds * attempt.fidelity() * seen.toNanos()));
    }

    /// Time to choose the ensemble and to make, check and measure its graph, and some of its rivals'.
    ///
    /// @param ranking contenders, the best first
    /// @param shortlist those that shall be measured alone
    Duration reserve(List<Contender> ranking, List<Contender> shortlist, SearchOptions options) {
        int choices = Math.min(ranking.size(), options.members());
        Duration choosing = scoring.multipliedBy((long) ENSEMBLES * choices * options.rounds());
        long kept = Math.min(bytes(expected(ranking)), options.size().count());
        Duration reserve = choosing.plus(kept > 0 ? nanos(nanosPerByte(ranking) * kept) : Duration.ZERO)
                .plus(alone(shortlist));
        Duration most = time.dividedBy(MOST_RESERVE);
        Duration least = time.dividedBy(ranking.size() > 1 ? LEAST_RESERVE : UNKNOWN_RESERVE);
        return reserve.compareTo(most) > 0 ? most : reserve.compareTo(least) < 0 ? least : reserve;
    }

    /// Time to make contenders ready and to measure them, each alone.
    Duration alone(List<Contender> shortlist) {
        long bytes = bytes(shortlist);
        Duration growing = bytes > 0 ? nanos(ALONE_WITH_EXPORT * nanosPerByte * bytes) : Duration.ZERO;
        return ALONE.multipliedBy(shortlist.size()).plus(growing);
    }

    /// Bytes of graphs that can be made, checked and measured in the time left, beside contenders alone; where
    /// the search ended late, the ensemble that time was kept for goes before these.
    ///
    /// @param ranking contenders, the best first
    /// @param shortlist those that shall be measured alone
    long affordable(Duration left, List<Contender> ranking, List<Contender> shortlist) {
        if (Double.isInfinite(nanosPerByte)) {
            return Long.MAX_VALUE;
        }
        double each = nanosPerByte(ranking);
        long beside = (long) (left.minus(alone(shortlist)).toNanos() / each);
        return Math.max(beside, Math.min(bytes(expected(ranking)), (long) (left.toNanos() / each)));
    }

    /// What a byte of a graph takes until it is packed: as long as those of the best take to make, and for all
    /// the rest, which is the same for every graph, a multiple of what the fastest one takes.
    private double nanosPerByte(List<Contender> ranking) {
        List<Contender> expected = expected(ranking);
        long lowering = expected.stream()
                .mapToLong(contender -> contender.lowering().toNanos())
                .sum();
        double own = lowering / (double) workers / Math.max(1, bytes(expected));
        return (WITH_EXPORT - 1) * nanosPerByte + Math.max(nanosPerByte, own);
    }

    private static List<Contender> expected(List<Contender> ranking) {
        return ranking.subList(0, Math.min(ranking.size(), MEMBERS_EXPECTED));
    }

    private static long bytes(List<Contender> contenders) {
        return contenders.stream().mapToLong(Contender::bytes).sum();
    }

    private static Duration nanos(double nanos) {
        return Duration.ofNanos((long) nanos);
    }
}
