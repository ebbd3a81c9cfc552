package dev.lepton.learn.derive;

import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        List<String> numbers = names(inputs, ColumnKind.NUMBER);
        NumberLevels levels = NumberLevels.fit(options.numberLevels() ? numbers : List.of(), train.inputs());
        Derivation levelled = Derivation.of(inputs, List.of(levels));
        Map<String, String> numberOf = new LinkedHashMap<>();
        for (int i = 0; i < levelled.made().size(); i++) {
            numberOf.put(levelled.made().get(i), levels.reads().get(i));
        }
        Table table = levelled.transform(train.inputs());
        List<Candidate> chosen = Judging.choose(
                options, new Examples(train.task(), table, train.target(), train.weights()), numberOf, context);
        List<Step> steps = new ArrayList<>(steps(chosen, table));
        Set<String> read = new HashSet<>();
        steps.forEach(step -> read.addAll(step.reads()));
        Set<String> idle = new HashSet<>(numberOf.keySet()); // levels that are there for other columns only
        for (Candidate candidate : chosen) {
            if (candidate instanceof LevelCandidate own) {
                read.add(own.level());
                idle.remove(own.level());
            }
        }
        steps.addFirst(levels.only(read));
        if (options.components() > 0) {
            steps.add(Components.fit(numbers, options.components(), table, train.weights()));
        }
        if (options.textShares()) {
            steps.add(new TextShares(names(inputs, ColumnKind.TEXT)));
        }
        if (options.timeSpans()) {
            steps.add(TimeSpans.of(inputs));
        }
        steps.removeIf(step -> step.names().isEmpty());
        Derivation all = Derivation.of(inputs, steps);
        Derivation derivation = all.without(idle);
        return options.probes() ? Probes.select(derivation, options, train, context) : derivation;
    }

    private static List<String> names(Schema inputs, ColumnKind kind) {
        return inputs.fields().stream()
                .filter(field -> field.kind() == kind)
                .map(Field::name)
                .toList();
    }

    private List<Step> steps(List<Candidate> chosen, Table table) {
        List<PairCandidate> pairs = new ArrayList<>();
        List<CrossingCandidate> crossings = new ArrayList<>();
        List<FrequencyCandidate> frequencies = new ArrayList<>();
        Map<String, List<GroupCandidate>> groups = new LinkedHashMap<>();
        for (Candidate candidate : chosen) {
            switch (candidate) {
                case PairCandidate pair -> pairs.add(pair);
                case CrossingCandidate crossing -> crossings.add(crossing);
                case LevelCandidate level -> {} // made already
                case FrequencyCandidate frequency -> frequencies.add(frequency);
                case GroupCandidate group ->
                    groups.computeIfAbsent(group.group(), unused -> new ArrayList<>())
                            .add(group);
            }
        }
        List<Step> steps = new ArrayList<>();
        steps.add(new Arithmetic(pairs));
        groups.values().forEach(wanted -> steps.add(GroupStatistics.fit(wanted, table, train.weights())));
        steps.add(new Crossings(crossings));
        steps.add(Frequencies.fit(frequencies, table, train.weights()));
        return steps;
    }
}
