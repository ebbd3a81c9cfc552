package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What a caller must know to read a model's answers.
///
/// @param calibration what was done to probabilities, as [Calibration#id] names it
/// @param decision how probabilities become a label
/// @param nonconformity what coverage can be promised from; empty where no rows were kept from learning
public record Answering(String calibration, Decision decision, Optional<Nonconformity> nonconformity) {

    /// Answers as they are, the most probable class, and no promise.
    public static final Answering PLAIN = new Answering("none", new Decision.MostProbable(), Optional.empty());

    /// Intervals around estimates that hold the truth of new rows with a probability of `coverage`.
    ///
    /// @throws LeptonException INVALID_ARGUMENT where the coverage cannot be promised
    public PredictionIntervals intervals(double coverage) {
        return known().intervals(coverage);
    }

    /// Sets of classes that hold the class of new rows with a probability of `coverage`; [#set] reads them.
    ///
    /// @throws LeptonException INVALID_ARGUMENT where the coverage cannot be promised
    public PredictionSets sets(double coverage) {
        return known().sets(coverage);
    }

    /// The classes of one row's set, ascending. The label that is answered is always among them.
    public List<Integer> set(PredictionSets sets, Probabilities answers, int row) {
        TreeSet<Integer> set = new TreeSet<>(sets.of(answers, row));
        set.add(decision.label(answers, row));
        return List.copyOf(set);
    }

    private Nonconformity known() {
        return nonconformity.orElseThrow(() -> new LeptonException(
                ErrorCode.INVALID_ARGUMENT,
                "The model does not know how far off its answers are, because it was imported or made by an earlier"
                        + " version; train it again to ask for a coverage."));
    }
}
