package dev.lepton.nn.layer;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many steps of each example are real, beside the values that flow through a net while it is computed or
/// lowered.
///
/// A count is itself such a value: `[examples, 1]` whole numbers, each at least 1 and at most the number of
/// steps.
///
/// @param <V> what flows; told apart by identity
public final class Steps<V> {

    private final Map<V, V> counts = new IdentityHashMap<>();

    /// The counts for a value, or nothing where all of its steps are real.
    public @Nullable V of(V value) {
        return counts.get(value);
    }

    public void set(V value, V count) {
        counts.put(value, count);
    }

    /// Hands counts on from the first input of a leaf that keeps the steps to its first output.
    public void pass(Leaf leaf, List<V> inputs, List<V> outputs) {
        V count = counts.get(inputs.getFirst());
        if (count != null && leaf.keepsSteps()) {
            counts.put(outputs.getFirst(), count);
        }
    }
}
