package dev.lepton.checks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The floors of the architecture: which modules each module may import.
final class Floors {

    /// Module to the modules that it may import; each is the root package `dev.lepton.<module>`.
    static final Map<String, List<String>> MAY_IMPORT = new LinkedHashMap<>();

    static {
        List<String> waist = List.of("base", "table", "graph", "model");
        MAY_IMPORT.put("base", List.of());
        MAY_IMPORT.put("table", List.of("base"));
        MAY_IMPORT.put("graph", List.of("base"));
        MAY_IMPORT.put("model", List.of("base", "table", "graph"));
        MAY_IMPORT.put("testkit", waist);
        MAY_IMPORT.put("data", waist);
        MAY_IMPORT.put("media", List.of("base", "table", "graph"));
        MAY_IMPORT.put("learn", waist);
        MAY_IMPORT.put("nn", waist);
        MAY_IMPORT.put("automl", waist);
        MAY_IMPORT.put(
                "pipeline", List.of("base", "table", "graph", "model", "data", "media", "learn", "nn", "automl"));
        MAY_IMPORT.put("server", List.of("base", "table", "graph", "model", "pipeline"));
        MAY_IMPORT.put("cli", List.of("base", "table", "graph", "model", "data", "pipeline", "server"));
    }

    /// Root package of a third-party library to the modules that own it: nobody else may import it.
    static final Map<String, List<String>> OWNERS = Map.ofEntries(
            Map.entry("org.duckdb", List.of("data")),
            Map.entry("com.twelvemonkeys", List.of("media")),
            Map.entry("ai.onnxruntime", List.of("graph")),
            Map.entry("com.google.protobuf", List.of("graph")),
            Map.entry("com.microsoft.ml.lightgbm", List.of("learn")),
            Map.entry("io.github.metarank", List.of("learn")),
            Map.entry("ml.dmlc", List.of("learn")),
            Map.entry("de.bwaldvogel", List.of("learn")),
            Map.entry("org.hipparchus", List.of("automl", "learn")),
            Map.entry("org.bytedeco", List.of("nn")),
            Map.entry("com.linecorp.armeria", List.of("server")),
            Map.entry("picocli", List.of("cli")),
            Map.entry("oshi", List.of("cli")));

    private Floors() {}

    static String packagesOf(String module) {
        return "dev.lepton." + module + "..";
    }
}
