package dev.lepton.automl;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A candidate on its way through the folds. Guarded by the [Schedule] that holds it.
final class Attempt {

    private final int number;
    private final Candidate candidate;
    private final int folds;
    private final Map<Integer, FoldFit> fits = new TreeMap<>();
    private double share = 1; // of the folds, to fit for now
    private int due; // the folds of that share
    private int started;
    private double score = Double.NaN; // of the folds that were due
    private boolean judged;
    private boolean told;
    private Duration spent = Duration.ZERO; // by folds that were let go
    private boolean released;
    private Optional<Trial.Failed> failure = Optional.empty();

    Attempt(int number, Candidate candidate, int folds) {
        this.number = number;
        this.candidate = candidate;
        this.folds = folds;
        this.due = folds;
    }

    /// Makes some folds due, or more of them than before.
    ///
    /// @param shareOfFolds above 0 and at most 1
    Attempt due(double shareOfFolds) {
        share = shareOfFolds;
        due = Math.clamp(Math.round(share * folds), 1, folds);
        judged = false;
        told = false;
        return this;
    }

    int number() {
        return number;
    }

    Candidate candidate() {
        return candidate;
    }

    Optional<Trial.Failed> failure() {
        return failure;
    }

    boolean hasUnstartedFold() {
        return failure.isEmpty() && started < due;
    }

    boolean isUnstarted() {
        return started == 0;
    }

    /// Whether the folds that are due are done.
    boolean isComplete() {
        return failure.isEmpty() && (released || fits.size() == due);
    }

    /// Whether no other folds are left than those that are due.
    boolean isWhole() {
        return due == folds;
    }

    /// Nothing more will come of it for now: it failed, or the folds that were due are judged.
    boolean isSettled() {
        return failure.isPresent() || judged;
    }

    void judge(double scored) {
        score = scored;
        judged = true;
    }

    /// Score of the folds that were due; NaN where there is none.
    double score() {
        return failure.isPresent() ? Double.NaN : score;
    }

    /// Whether it is settled and nobody was told yet; only the first to ask hears yes.
    boolean isNews() {
        boolean news = isSettled() && !told;
        told |= news;
        return news;
    }

    /// Share of the folds that are due.
    double share() {
        return share;
    }

    int unstartedFolds() {
        return due - started;
    }

    int startFold() {
        return started++;
    }

    void finish(int fold, FoldFit fit) {
        fits.put(fold, fit);
    }

    void fail(ErrorCode code, String reason) {
        failure = Optional.of(new Trial.Failed(code, reason, time()));
    }

    void fail(Throwable cause) {
        switch (cause) {
            case LeptonException own -> fail(own.code(), String.valueOf(own.getMessage()));
            case OutOfMemoryError memory ->
                fail(ErrorCode.RESOURCE_EXHAUSTED, "Not enough memory: " + memory.getMessage());
            default -> fail(ErrorCode.INTERNAL, cause.toString());
        }
    }

    /// Lets go of the folds' models, once whoever needs them has them: all models of a search do not fit into
    /// memory.
    void release() {
        spent = time();
        released = true;
        fits.clear();
    }

    /// The folds that are finished and were not let go, ascending.
    List<Integer> finished() {
        return List.copyOf(fits.keySet());
    }

    List<FoldFit> fits() {
        return new ArrayList<>(fits.values());
    }

    /// Wall time of all finished folds, added up.
    Duration time() {
        return fits.values().stream().map(FoldFit::time).reduce(spent, Duration::plus);
    }
}
