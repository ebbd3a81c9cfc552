package dev.lepton.automl;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// What a search with an end in time measures of its processors, and who hears what it made of that.
///
/// @param cpuNanos CPU time of all processes that fit, in nanoseconds
/// @param notes hears a sentence for each choice that was made by measurement
public record Processors(LongSupplier cpuNanos, Consumer<String> notes) {}
