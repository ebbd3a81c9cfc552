package dev.lepton.pipeline;

import dev.lepton.data.check.Finding;
import java.util.ArrayList;
import java.util.List;

/// What a person should know of a run: said at once, and kept for its end. Thread-safe.
final class Notes {

    private final Stages stages;
    private final List<String> sentences = new ArrayList<>();

    Notes(Stages stages) {
        this.stages = stages;
    }

    synchronized void add(String sentence) {
        sentences.add(sentence);
        stages.warn(sentence);
    }

    /// What is only worth knowing is left to the profile.
    void add(Finding finding) {
        switch (finding.severity()) {
            case ERROR, WARNING -> add(finding.message());
            case NOTE -> {}
        }
    }

    /// All sentences so far, in a list of its own.
    synchronized List<String> all() {
        return new ArrayList<>(sentences);
    }
}
