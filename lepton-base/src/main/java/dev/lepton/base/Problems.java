package dev.lepton.base;

import java.util.ArrayList;
import java.util.List;

/// A collector of everything that is wrong with one thing, so that all of it is reported at once.
///
/// Not thread-safe.
public final class Problems {

    private final String subject;
    private final List<String> found = new ArrayList<>();

    /// @param subject what is checked, as it opens the message: `Plan "churn.yaml"`
    public Problems(String subject) {
        this.subject = subject;
    }

    public Problems add(String problem) {
        found.add(problem);
        return this;
    }

    /// Adds the problem where `good` does not hold.
    public Problems require(boolean good, String problem) {
        return good ? this : add(problem);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<String> found() {
        return List.copyOf(found);
    }

    /// Throws one error that names every problem, or returns where there is none.
    ///
    /// @throws LeptonException with `code` where at least one problem was added
    public void throwIfAny(ErrorCode code) {
        if (found.isEmpty()) {
            return;
        }
        if (found.size() == 1) {
            throw new LeptonException(code, subject + ": " + found.getFirst());
        }
        throw new LeptonException(
                code, subject + " has " + found.size() + " problems:\n  - " + String.join("\n  - ", found));
    }
}
