package dev.lepton.model;

import dev.lepton.base.Deadline;
import dev.lepton.base.Progress;
import dev.lepton.base.Seed;

/// What a fit is given beside its examples.
///
/// @param seed the only source of chance
/// @param deadline asked at least once a round; when it is over the best model so far is returned
/// @param threads how many threads engines may use, 1 or more; answers do not depend on it
/// @param metric what validation rows are scored by, for early stopping
/// @param memo shared by the fits of one fold
public record Fit(Seed seed, Deadline deadline, int threads, Progress progress, Metric metric, Memo memo) {

    /// A fit without an end, on one thread, that nobody watches.
    public static Fit of(Seed seed, Metric metric) {
        return new Fit(seed, Deadline.none(), 1, Progress.SILENT, metric, new Memo());
    }

    public Fit withSeed(Seed other) {
        return new Fit(other, deadline, threads, progress, metric, memo);
    }

    public Fit withDeadline(Deadline other) {
        return new Fit(seed, other, threads, progress, metric, memo);
    }

    public Fit withThreads(int other) {
        return new Fit(seed, deadline, other, progress, metric, memo);
    }
}
