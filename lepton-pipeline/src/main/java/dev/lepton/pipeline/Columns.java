package dev.lepton.pipeline;

import dev.lepton.table.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the columns of a plan's table are for; those not named here are inputs.
///
/// @param target the column to be predicted
/// @param kinds kinds of columns, where the inferred ones are not wanted
/// @param drop columns that are not used
/// @param weights the column that says how much each row counts
/// @param group the column whose equal values are never split between learning and validation
/// @param time the column in whose order validation follows learning
public record Columns(
        String target,
        Map<String, ColumnKind> kinds,
        List<String> drop,
        Optional<String> weights,
        Optional<String> group,
        Optional<String> time) {

    public Columns {
        kinds = Map.copyOf(kinds);
        drop = List.copyOf(drop);
    }

    public static Columns of(String target) {
        return new Columns(target, Map.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Columns withKinds(Map<String, ColumnKind> other) {
        return new Columns(target, other, drop, weights, group, time);
    }

    public Columns withDrop(List<String> other) {
        return new Columns(target, kinds, other, weights, group, time);
    }

    public Columns withWeights(String column) {
        return new Columns(target, kinds, drop, Optional.of(column), group, time);
    }

    public Columns withGroup(String column) {
        return new Columns(target, kinds, drop, weights, Optional.of(column), time);
    }

    public Columns withTime(String column) {
        return new Columns(target, kinds, drop, weights, group, Optional.of(column));
    }

    /// Kinds in the order of names.
    Map<String, ColumnKind> sortedKinds() {
        return new TreeMap<>(kinds);
    }

    /// Every column that is named and therefore must be there.
    List<String> named() {
        List<String> named = new ArrayList<>(List.of(target));
        named.addAll(sortedKinds().keySet());
        named.addAll(drop);
        weights.ifPresent(named::add);
        group.ifPresent(named::add);
        time.ifPresent(named::add);
        return named;
    }

    /// The columns that the model must not see: the target, weights, groups and what is dropped.
    List<String> hidden() {
        List<String> hidden = new ArrayList<>(List.of(target));
        hidden.addAll(drop);
        weights.ifPresent(hidden::add);
        group.ifPresent(hidden::add);
        return hidden;
    }
}
