package dev.lepton.model;

import java.util.List;

/// Which settings a search may vary, and over which values.
public record SearchSpace(List<Parameter> parameters) {

    /// Nothing to vary.
    public static final SearchSpace FIXED = new SearchSpace(List.of());

    public SearchSpace {
        parameters = List.copyOf(parameters);
    }

    public static SearchSpace of(Parameter... parameters) {
        return new SearchSpace(List.of(parameters));
    }

    /// One setting that can be varied, named as in the learner's [Settings].
    public sealed interface Parameter {

        String name();

        /// A real number from `low` to `high`, both included; drawn on a log scale where `log`.
        record Real(String name, double low, double high, boolean log) implements Parameter {}

        /// A whole number from `low` to `high`, both included; drawn on a log scale where `log`.
        record Whole(String name, long low, long high, boolean log) implements Parameter {}

        /// One of the given JSON values.
        record Choice(String name, List<Object> values) implements Parameter {

            public Choice {
                values = List.copyOf(values);
            }
        }
    }
}
