package dev.lepton.automl;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How long things take, as far as this search has seen.
///
/// Not thread-safe.
final class Pace {

    /// An attempt whose learner took longer than this share of the time left, with other settings, is not
    /// started.
    private static final double DOUBT = 0.7;

    /// What loading, checking and measuring a graph costs beside making it, as a multiple of making it.
    private static final int AFTER_EXPORT = 4;

    /// Share of the time at the start that the reserve takes at most, however slow making graphs seems.
    private static final int MOST_RESERVE = 4;

    /// Share of the time at the start that the reserve takes at least, because what is made first is also slowest.
    private static final int LEAST_RESERVE = 12;

    /// Share of the time at the start that the folds of an attempt which is cut short are given to answer their rows.
    private static final int TO_ANSWER = 20;

    private static final int MEMBERS_EXPECTED = 5;

    private final int folds;
    private final int workers;
    private final Duration time;
    private final Map<String, Duration> foldTimes = new HashMap<>(); // of the last attempt, by learner
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

    /// Time for one of `folds` folds of an attempt that is cut short to answer the rows that judge it.
    Duration toAnswer(int folds) {
        return time.dividedBy((long) TO_ANSWER * rounds(folds));
    }

    void learn(Contender contender, Duration scoringTime) {
        foldTimes.put(contender.candidate().learner().id(), contender.time().dividedBy(folds));
        double bytes = (double) contender.bytes() / contender.models().size();
        nanosPerByte = Math.min(nanosPerByte, contender.export().toNanos() / Math.max(1, bytes));
        scoring = scoringTime;
    }

    /// Time until the unstarted folds of an attempt are done.
    Duration needed(Attempt attempt) {
        int rounds = rounds(attempt.unstartedFolds());
        List<FoldFit> fits = attempt.fits();
        if (!fits.isEmpty()) {
            return attempt.time().dividedBy(fits.size()).multipliedBy(rounds);
        }
        Duration seen = foldTimes.getOrDefault(attempt.candidate().learner().id(), Duration.ZERO);
        return Duration.ofNanos((long) (DOUBT * rounds * seen.toNanos()));
    }

    /// Time to choose the ensemble and to make, check and measure its graph.
    ///
    /// @param ranking contenders, the best first
    Duration reserve(List<Contender> ranking, SearchOptions options) {
        int choices = Math.min(ranking.size(), options.members());
        Duration choosing = scoring.multipliedBy((long) choices * options.rounds());
        long bytes = ranking.stream()
                .limit(MEMBERS_EXPECTED)
                .mapToLong(Contender::bytes)
                .sum();
        long kept = Math.min(bytes, options.size().count());
        Duration graphs = kept > 0 ? Duration.ofNanos((long) (AFTER_EXPORT * nanosPerByte * kept)) : Duration.ZERO;
        Duration reserve = choosing.plus(graphs);
        Duration most = time.dividedBy(MOST_RESERVE);
        Duration least = time.dividedBy(LEAST_RESERVE);
        return reserve.compareTo(most) > 0 ? most : reserve.compareTo(least) < 0 ? least : reserve;
    }
}
