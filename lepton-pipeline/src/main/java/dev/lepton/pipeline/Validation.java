package dev.lepton.pipeline;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.Optional;
import java.util.OptionalInt;

/// How models are judged while they are chosen.
///
/// @param source rows to judge by, of the same columns as the input; empty splits the input itself
/// @param folds 1 for one held-out part, 2 or more for as many folds; empty chooses by the size of the data
public record Validation(Optional<String> source, OptionalInt folds) {

    /// Chosen by the size of the data.
    public static final Validation DEFAULTS = new Validation(Optional.empty(), OptionalInt.empty());

    public Validation {
        if (folds.isPresent() && (folds.getAsInt() < 1 || folds.getAsInt() > 100)) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The number of folds must be from 1 (one held-out part) to 100, but is " + folds.getAsInt() + ".");
        }
        if (source.isPresent() && folds.isPresent()) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Validation is by the rows of \"" + source.get() + "\" or by folds, not by both; leave one out.");
        }
    }

    public Validation withSource(String other) {
        return new Validation(Optional.of(other), folds);
    }

    public Validation withFolds(int count) {
        return new Validation(source, OptionalInt.of(count));
    }
}
