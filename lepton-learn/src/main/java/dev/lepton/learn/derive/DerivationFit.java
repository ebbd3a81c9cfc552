package dev.lepton.learn.derive;

import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One fit of [Derivation]: chooses candidates, and fits a step of each sort.
final class DerivationFit {

    private final DeriveOptions options;
    private final Examples train;
    private final Fit context;

    DerivationFit(DeriveOptions options, Examples train, Fit context) {
        this.options = options;
        this.train = train;
        this.context = context;
    }

    Derivation run() {
        Schema inputs = train.inputs().schema();
        List<Step> steps = new ArrayList<>(steps(Judging.choose(options, train, context)));
        if (options.textShares()) {
            steps.add(new TextShares(inputs.fields().stream()
                    .filter(field -> field.kind() == ColumnKind.TEXT)
                    .map(Field::name)
                    .toList()));
        }
        if (options.timeSpans()) {
            steps.add(TimeSpans.of(inputs));
        }
        steps.removeIf(step -> step.names().isEmpty());
        return Derivation.of(inputs, steps);
    }

    private List<Step> steps(List<Candidate> chosen) {
        List<PairCandidate> pairs = new ArrayList<>();
        List<CrossingCandidate> crossings = new ArrayList<>();
        List<FrequencyCandidate> frequencies = new ArrayList<>();
        Map<String, List<GroupCandidate>> groups = new LinkedHashMap<>();
        for (Candidate candidate : chosen) {
            switch (candidate) {
                case PairCandidate pair -> pairs.add(pair);
                case CrossingCandidate crossing -> crossings.add(crossing);
                case FrequencyCandidate frequency -> frequencies.add(frequency);
                case GroupCandidate group ->
                    groups.computeIfAbsent(group.group(), unused -> new ArrayList<>())
                            .add(group);
            }
        }
        List<Step> steps = new ArrayList<>();
        steps.add(new Arithmetic(pairs));
        groups.values().forEach(wanted -> steps.add(GroupStatistics.fit(wanted, train.inputs(), train.weights())));
        steps.add(new Crossings(crossings));
        steps.add(Frequencies.fit(frequencies, train.inputs(), train.weights()));
        return steps;
    }
}
