package dev.lepton.learn.derive;

import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Value;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.table.Column;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The way from raw columns to raw and made ones, as it was fitted on training rows. Immutable.
///
/// Made columns are of the same kinds as raw ones and, in the graph, declared alike, so whatever takes raw
/// columns takes made ones. Made numbers are float64 and come from operations that IEEE 754 rounds in one way
/// only, so that Java and the graph give the same bits.
public final class Derivation {

    /// @param names of the columns that the step makes, each unlike all others
    private record Named(Step step, List<String> names) {}

    private final Schema inputs;
    private final List<Named> steps;
    private final List<String> columns;

    private Derivation(Schema inputs, List<Named> steps, List<String> columns) {
        this.inputs = inputs;
        this.steps = List.copyOf(steps);
        this.columns = List.copyOf(columns);
    }

    /// All raw columns, then those of the steps in order.
    static Derivation of(Schema inputs, List<Step> steps) {
        Set<String> taken = new HashSet<>(inputs.names());
        List<String> columns = new ArrayList<>(inputs.names());
        List<Named> named = new ArrayList<>();
        for (Step step : steps) {
            List<String> names =
                    step.names().stream().map(name -> fresh(name, taken)).toList();
            named.add(new Named(step, names));
            columns.addAll(names);
        }
        return new Derivation(inputs, named, columns);
    }

    private static String fresh(String name, Set<String> taken) {
        String fresh = name;
        while (!taken.add(fresh)) {
            fresh += "'";
        }
        return fresh;
    }

    /// What the options ask for, chosen and fitted on training rows alone.
    ///
    /// @throws dev.lepton.base.LeptonException CANCELLED where the deadline passes before: what is made depends
    ///     on rows and seed, never on the clock
    public static Derivation fit(DeriveOptions options, Examples train, Fit context) {
        return new DerivationFit(options, train.counting(), context).run();
    }

    /// The same without some columns of the result. What is needed for none of the others is not computed.
    Derivation without(Set<String> left) {
        List<String> kept =
                columns.stream().filter(name -> !left.contains(name)).toList();
        Set<String> needed = new HashSet<>(kept);
        List<Named> used = new ArrayList<>();
        for (Named step : steps.reversed()) {
            if (step.names.stream().anyMatch(needed::contains)) {
                used.addFirst(step);
                needed.addAll(step.step.reads());
            }
        }
        return new Derivation(inputs, used, kept);
    }

    /// @param rows has at least the columns of [#inputs()], of the same kinds
    /// @throws dev.lepton.base.LeptonException NOT_FOUND for a column that is not there, INVALID_DATA for one
    ///     of another kind
    public Table transform(Table rows) {
        LinkedHashMap<String, Column> all = new LinkedHashMap<>();
        inputs.names().forEach(name -> all.put(name, rows.column(name)));
        for (Named step : steps) {
            put(all, step.names, step.step.make(Table.of(all)));
        }
        return Table.of(all).columns(columns);
    }

    /// The same computation in the graph: what [#columns()] are, by name.
    ///
    /// @param values the raw columns by name, as `Signature` declares them
    public Map<String, Value> lower(GraphBuilder builder, Map<String, Value> values) {
        LinkedHashMap<String, Value> all = new LinkedHashMap<>(values);
        for (Named step : steps) {
            put(all, step.names, step.step.lower(builder, all));
        }
        LinkedHashMap<String, Value> kept = new LinkedHashMap<>();
        columns.forEach(name -> kept.put(name, Objects.requireNonNull(all.get(name), name)));
        return kept;
    }

    private static <T> void put(Map<String, T> all, List<String> names, List<T> made) {
        for (int i = 0; i < names.size(); i++) {
            all.put(names.get(i), made.get(i));
        }
    }

    /// The raw columns that are read.
    public Schema inputs() {
        return inputs;
    }

    /// Names of the columns of the result, in order.
    public List<String> columns() {
        return columns;
    }

    /// Names of the made columns of the result, in order.
    public List<String> made() {
        return columns.stream().filter(name -> !inputs.contains(name)).toList();
    }
}
