package dev.lepton.data.profile;

import dev.lepton.table.ColumnKind;
import java.util.List;
import java.util.Set;

/// What one column holds.
///
/// @param distinct how many different cells were counted, missing ones not among them
/// @param distinctIsExact whether all were counted; counting stops at [#MOST_DISTINCT]
public record ColumnProfile(
        String name,
        ColumnKind kind,
        long missing,
        long distinct,
        boolean distinctIsExact,
        Set<Trait> traits,
        Summary summary) {

    /// Different cells that are counted at most.
    public static final int MOST_DISTINCT = 1_000_000;

    public ColumnProfile {
        traits = Set.copyOf(traits);
    }

    /// The shape of the present cells.
    public sealed interface Summary {}

    /// Numbers, or moments in microseconds since the epoch.
    ///
    /// @param quantiles at 0, 1, 5, 25, 50, 75, 95, 99 and 100 percent; empty where every cell is missing
    public record Numbers(double mean, double deviation, List<Double> quantiles, List<Histogram> histogram)
            implements Summary {

        /// The shares at which quantiles are taken.
        public static final List<Double> SHARES = List.of(0.0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1.0);

        public Numbers {
            quantiles = List.copyOf(quantiles);
            histogram = List.copyOf(histogram);
        }
    }

    /// Levels of categories and flags.
    ///
    /// @param top the most frequent, at most 20
    /// @param rare levels that occur in fewer than 5 rows
    public record Levels(List<Level> top, long rare) implements Summary {

        public Levels {
            top = List.copyOf(top);
        }
    }

    /// One level and how many rows have it.
    public record Level(String name, long count) {}

    /// Free text, or encoded files.
    ///
    /// @param length bytes of UTF-8, or of a file
    public record Texts(Numbers length) implements Summary {}
}
