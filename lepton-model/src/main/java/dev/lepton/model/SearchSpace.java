package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which settings a search may vary, and over which values.
///
/// @param parameters a parameter on which others depend stands before them
/// @param conditions where a parameter has several, all must hold
/// @param start cheap settings to begin with: values of some parameters, none where nothing is known
public record SearchSpace(List<Parameter> parameters, List<Condition> conditions, Settings start) {

    /// Nothing to vary.
    public static final SearchSpace FIXED = new SearchSpace(List.of(), List.of(), Settings.NONE);

    /// @throws LeptonException INVALID_ARGUMENT for doubled names, conditions on what is no earlier choice,
    ///     and starting values outside of their ranges
    public SearchSpace {
        parameters = List.copyOf(parameters);
        conditions = List.copyOf(conditions);
        check(parameters, conditions, start);
    }

    public static SearchSpace of(Parameter... parameters) {
        return new SearchSpace(List.of(parameters), List.of(), Settings.NONE);
    }

    /// This space where `parameter` counts only while the choice `on` has one of `values`.
    public SearchSpace when(String on, List<Object> values, String parameter) {
        List<Condition> all = new ArrayList<>(conditions);
        all.add(new Condition(parameter, on, values));
        return new SearchSpace(parameters, all, start);
    }

    /// This space with other settings to begin with.
    public SearchSpace startingAt(Settings cheap) {
        return new SearchSpace(parameters, conditions, cheap);
    }

    /// Whether the settings give each active parameter a value that it may have, and no other a value.
    public boolean contains(Settings settings) {
        Map<String, Object> values = settings.values();
        long active = parameters.stream()
                .filter(parameter -> isActive(parameter.name(), values))
                .count();
        return active == values.size()
                && parameters.stream()
                        .filter(parameter -> isActive(parameter.name(), values))
                        .allMatch(parameter ->
                                values.get(parameter.name()) instanceof Object value && parameter.allows(value));
    }

    /// Whether all conditions of a parameter hold, and those of what it depends on.
    public boolean isActive(String parameter, Map<String, Object> values) {
        return conditions.stream()
                .filter(condition -> condition.parameter().equals(parameter))
                .allMatch(condition -> values.get(condition.on()) instanceof Object value
                        && condition.values().contains(value)
                        && isActive(condition.on(), values));
    }

    private static void check(List<Parameter> parameters, List<Condition> conditions, Settings start) {
        Problems problems = new Problems("The search space");
        Map<String, Parameter> known = new HashMap<>();
        for (Parameter parameter : parameters) {
            conditions.stream()
                    .filter(condition -> condition.parameter().equals(parameter.name()))
                    .filter(condition -> !(known.get(condition.on()) instanceof Parameter.Choice choice
                            && choice.values().containsAll(condition.values())))
                    .forEach(condition -> problems.add("The condition of \"" + parameter.name() + "\" is \""
                            + condition.on() + "\" in " + condition.values()
                            + "; a choice that stands earlier and has these values was expected."));
            if (known.put(parameter.name(), parameter) != null) {
                problems.add("There are two parameters \"" + parameter.name() + "\"; name each once.");
            }
        }
        conditions.stream()
                .filter(condition -> !known.containsKey(condition.parameter()))
                .forEach(condition -> problems.add(
                        "There is a condition for \"" + condition.parameter() + "\", but no such parameter."));
        start.values().forEach((name, value) -> {
            if (!Optional.ofNullable(known.get(name))
                    .map(parameter -> parameter.allows(value))
                    .orElse(false)) {
                problems.add("The search cannot start at " + name + " = " + value + ": it is not in the space.");
            }
        });
        problems.throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    /// Says that a parameter counts only while a choice has one of some values.
    ///
    /// @param parameter whose values count or not
    /// @param on name of the choice
    public record Condition(String parameter, String on, List<Object> values) {

        public Condition {
            values = List.copyOf(values);
        }
    }

    /// One setting that can be varied, named as in the learner's [Settings].
    public sealed interface Parameter {

        String name();

        /// Whether `value` is one of this parameter's values.
        boolean allows(Object value);

        /// A real number from `low` to `high`, both included; drawn on a log scale where `log`.
        record Real(String name, double low, double high, boolean log) implements Parameter {

            public Real {
                checkRange(name, low, high, log);
            }

            @Override
            public boolean allows(Object value) {
                return value instanceof Number number && number.doubleValue() >= low && number.doubleValue() <= high;
            }
        }

        /// A whole number from `low` to `high`, both included; drawn on a log scale where `log`.
        record Whole(String name, long low, long high, boolean log) implements Parameter {

            public Whole {
                checkRange(name, low, high, log);
            }

            @Override
            public boolean allows(Object value) {
                return value instanceof Number number
                        && number.doubleValue() == number.longValue()
                        && number.longValue() >= low
                        && number.longValue() <= high;
            }
        }

        /// One of the given JSON values.
        record Choice(String name, List<Object> values) implements Parameter {

            public Choice {
                values = List.copyOf(values);
                if (values.isEmpty() || values.stream().distinct().count() < values.size()) {
                    throw new LeptonException(
                            ErrorCode.INVALID_ARGUMENT,
                            "The choice \"" + name + "\" is among " + values + "; one or more different values were"
                                    + " expected.");
                }
            }

            @Override
            public boolean allows(Object value) {
                return values.contains(value);
            }
        }

        private static void checkRange(String name, double low, double high, boolean log) {
            if (!(low <= high) || Double.isInfinite(high - low) || log && low <= 0) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "The range of \"" + name + "\" is " + low + " to " + high + (log ? " on a log scale" : "")
                                + "; a finite range was expected" + (log ? ", above zero." : "."));
            }
        }
    }
}
