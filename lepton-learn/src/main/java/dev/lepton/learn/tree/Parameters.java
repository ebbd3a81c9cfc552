package dev.lepton.learn.tree;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Named parameters of an engine, in order.
final class Parameters {

    private final Map<String, String> values = new LinkedHashMap<>();

    Parameters with(String name, Object value) {
        values.put(name, String.valueOf(value));
        return this;
    }

    Map<String, String> values() {
        return values;
    }

    /// As LightGBM takes them: `a=1 b=2`.
    String line() {
        return values.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(" "));
    }
}
