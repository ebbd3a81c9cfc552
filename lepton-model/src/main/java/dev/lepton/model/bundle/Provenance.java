package dev.lepton.model.bundle;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where a model comes from: enough to train it again.
///
/// @param data what was learnt from; empty for a model that was imported
/// @param lepton version of Lepton that wrote the bundle
/// @param plan the whole plan as YAML, or how the model was imported
/// @param engines name of each engine that took part to its version
/// @param machine what the machine was: cores, memory, operating system
/// @param durations stage of the work to the time that it took, in order
public record Provenance(
        Optional<Data> data,
        String lepton,
        String plan,
        long seed,
        SortedMap<String, String> engines,
        SortedMap<String, String> machine,
        SequencedMap<String, Duration> durations) {

    /// A table that was learnt from.
    ///
    /// @param source as the plan names it
    /// @param sha256 hash of its content in lower-case hexadecimal digits
    public record Data(String source, String sha256, long rows, int columns) {}

    public Provenance {
        engines = Collections.unmodifiableSortedMap(new TreeMap<>(engines));
        machine = Collections.unmodifiableSortedMap(new TreeMap<>(machine));
        durations = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(durations));
    }

    /// A model of which only its maker is known.
    ///
    /// @param plan how it came to be
    public static Provenance imported(String lepton, String plan, Map<String, String> engines) {
        return new Provenance(
                Optional.empty(), lepton, plan, 0, new TreeMap<>(engines), new TreeMap<>(), new LinkedHashMap<>());
    }
}
