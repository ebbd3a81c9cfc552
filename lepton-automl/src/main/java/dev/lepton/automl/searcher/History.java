package dev.lepton.automl.searcher;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What was suggested and told so far in one space, in that order.
public final class History {

    private final SearchSpace space;
    private final Encoding encoding;
    private final List<Result> told = new ArrayList<>();
    private final List<double[]> points = new ArrayList<>();
    private final List<Suggestion> pending = new ArrayList<>();
    private final Set<Suggestion> tried = new HashSet<>();

    History(SearchSpace space) {
        this.space = space;
        this.encoding = new Encoding(space);
    }

    public SearchSpace space() {
        return space;
    }

    /// Results in the order in which they were told.
    public List<Result> told() {
        return Collections.unmodifiableList(told);
    }

    /// Suggestions without a result, the oldest first.
    public List<Suggestion> pending() {
        return Collections.unmodifiableList(pending);
    }

    /// How many trials there are, told or pending: the number of the next one, from 0. Telling what is
    /// pending leaves it as it is.
    public int number() {
        return told.size() + pending.size();
    }

    /// Whether these settings are pending or told at this fidelity.
    public boolean isTried(Settings settings, double fidelity) {
        return tried.contains(new Suggestion(settings, fidelity));
    }

    Encoding encoding() {
        return encoding;
    }

    /// What is known at one fidelity.
    Evidence evidence(double fidelity) {
        List<double[]> known = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i).fidelity() == fidelity) {
                known.add(points.get(i));
                losses.add(
                        told.get(i).hasFailed()
                                ? Double.POSITIVE_INFINITY
                                : told.get(i).loss());
            }
        }
        List<double[]> open = pending.stream()
                .filter(suggestion -> suggestion.fidelity() == fidelity)
                .map(suggestion -> encoding.point(suggestion.settings()))
                .toList();
        return new Evidence(
                encoding,
                known,
                losses.stream().mapToDouble(Double::doubleValue).toArray(),
                open);
    }

    void add(Suggestion suggestion) {
        pending.add(suggestion);
        tried.add(suggestion);
    }

    void add(Result result) {
        if (!space.contains(result.settings())) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "A result was told for " + result.settings() + ", which is not in the space "
                            + space.parameters().stream()
                                    .map(SearchSpace.Parameter::name)
                                    .toList()
                            + "; tell one value in range for each active parameter.");
        }
        Settings settings = inOrder(result.settings());
        Suggestion asked = new Suggestion(settings, result.fidelity());
        pending.remove(asked);
        tried.add(asked);
        told.add(new Result(settings, result.fidelity(), result.loss(), result.cost()));
        points.add(encoding.point(settings));
    }

    /// The settings in the order of the space, as suggestions are: settings are equal only in the same order.
    private Settings inOrder(Settings settings) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (SearchSpace.Parameter parameter : space.parameters()) {
            Object value = settings.values().get(parameter.name());
            if (value != null) {
                values.put(parameter.name(), value);
            }
        }
        return Settings.of(values);
    }
}
