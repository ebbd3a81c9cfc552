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
    private int started;
    private boolean entered;
    private Optional<Trial.Failed> failure = Optional.empty();

    Attempt(int number, Candidate candidate, int folds) {
        this.number = number;
        this.candidate = candidate;
        this.folds = folds;
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
        return failure.isEmpty() && started < folds;
    }

    boolean isUnstarted() {
        return started == 0;
    }

    boolean isComplete() {
        return failure.isEmpty() && fits.size() == folds;
    }

    /// Nothing more will come of it: it failed or its score stands in the ranking.
    boolean isSettled() {
        return failure.isPresent() || entered;
    }

    void enter() {
        entered = true;
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

    /// The folds that are finished, ascending.
    List<Integer> finished() {
        return List.copyOf(fits.keySet());
    }

    List<FoldFit> fits() {
        return new ArrayList<>(fits.values());
    }

    /// Wall time of all finished folds, added up.
    Duration time() {
        return fits.values().stream().map(FoldFit::time).reduce(Duration.ZERO, Duration::plus);
    }
}
