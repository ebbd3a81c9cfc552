package dev.lepton.automl.searcher;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.Optional;

/// Every combination of evenly spread values, in the order of the parameters, the last one changing fastest.
///
/// @param steps values for each number on its own scale, at least 1; a whole number with fewer has all
record Grid(int steps) implements Strategy {

    private static final int MOST = 1_000_000;

    Grid {
        if (steps < 1) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "A grid of " + steps + " values a number; 1 or more were expected.");
        }
    }

    @Override
    public Optional<Suggestion> next(History history) {
        Encoding encoding = history.encoding();
        return encoding
                .all(steps, MOST)
                .orElseThrow(() -> new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "The grid has more than " + MOST + " points; take fewer than " + steps
                                + " values a number, or search another way."))
                .stream()
                .map(encoding::settings)
                .filter(settings -> !history.isTried(settings, Suggestion.FULL))
                .map(settings -> new Suggestion(settings, Suggestion.FULL))
                .findFirst();
    }
}
