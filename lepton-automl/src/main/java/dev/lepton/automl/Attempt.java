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

/// A candidate on its way through the folds, at one fidelity after the other. Guarded by the [Schedule] that holds it.
final class Attempt {

    private final int number;
    private final Candidate candidate;
    private final int folds;
    private final Map<Integer, FoldFit> fits = new TreeMap<>();
    private double fidelity = 1; // of the fits that are made now
    private int started;
    private double score = Double.NaN; // at that fidelity
    private boolean judged;
    private boolean told;
    private Duration before = Duration.ZERO; // time at lower fidelities
    private Duration spent = Duration.ZERO; // at that fidelity, by folds that were let go
    private boolean released;
    private Optional<Trial.Failed> failure = Optional.empty();

    Attempt(int number, Candidate candidate, int folds) {
        this.number = number;
        this.candidate = candidate;
        this.folds = folds;
    }

    /// Makes all folds due at a fidelity; of fits at a lower one only the time is kept.
    Attempt due(double other) {
        before = time();
        spent = Duration.ZERO;
        fits.clear();
        fidelity = other;
        started = 0;
        judged = false;
        told = false;
        released = false;
        return this;
    }

    int number() {
        return number;
    }

    /// What is fitted now.
    Candidate candidate() {
        return candidate.at(fidelity);
    }

    Optional<Trial.Failed> failure() {
        return failure;
    }

    boolean hasUnstartedFold() {
        return failure.isEmpty() && started < folds;
    }

    boolean isUnstarted() {
        return started == 0;
    }

    /// Whether all folds are done.
    boolean isComplete() {
        return failure.isEmpty() && (released || fits.size() == folds);
    }

    /// Whether its fits are whole, so that they may become part of an answer.
    boolean isWhole() {
        return candidate().isWhole();
    }

    /// Nothing more will come of it for now: it failed, or its folds are judged.
    boolean isSettled() {
        return failure.isPresent() || judged;
    }

    void judge(double scored) {
        score = scored;
        judged = true;
    }

    /// Score at its fidelity; NaN where there is none.
    double score() {
        return failure.isPresent() ? Double.NaN : score;
    }

    /// Whether it is settled and nobody was told yet; only the first to ask hears yes.
    boolean isNews() {
        boolean news = isSettled() && !told;
        told |= news;
        return news;
    }

    double fidelity() {
        return fidelity;
    }

    int unstartedFolds() {
        return folds - started;
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
        spent = timeOfFidelity();
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

    /// Wall time of all finished folds, added up, those at lower fidelities too.
    Duration time() {
        return before.plus(timeOfFidelity());
    }

    /// Wall time of the folds that are finished at its fidelity, added up.
    Duration timeOfFidelity() {
        return fits.values().stream().map(FoldFit::time).reduce(spent, Duration::plus);
    }
}
