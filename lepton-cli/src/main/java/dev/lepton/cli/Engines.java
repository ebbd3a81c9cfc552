package dev.lepton.cli;

import dev.lepton.base.Durations;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whether the native engines load and work here, tried in a child process, since an engine that fails can
/// take its process with it.
final class Engines {

    private static final Pattern JAR = Pattern.compile(
            "(duckdb_jdbc|onnxruntime|lightgbm4j|xgboost4j-spark_2[.]13|liblinear|protobuf-java|armeria)-(\\d.*)[.]jar");

    private Engines() {}

    /// Name of each engine to its version, as the class path names it.
    static Map<String, Object> versions() {
        Map<String, Object> versions = new LinkedHashMap<>();
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> JAR.matcher(String.valueOf(Path.of(path).getFileName())))
                .filter(Matcher::matches)
                .forEach(match -> versions.put(match.group(1).replaceFirst("4j.*", ""), match.group(2)));
        return versions;
    }

    /// Each engine that was tried to `works (...)` or what went wrong.
    static Map<String, Object> tried() {
        Map<String, Object> results = new LinkedHashMap<>();
        EngineTrial.NAMES.forEach(name -> results.put(name, "not tried, because an engine before it failed"));
        try {
            Path temporary = Files.createTempDirectory("engines");
            Process child = start(temporary);
            String running = "";
            String said = "";
            try (BufferedReader lines = child.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] parts = line.split("\t", 2);
                    if (parts.length == 2 && results.containsKey(parts[0])) {
                        results.put(parts[0], parts[1]);
                        running = parts[0];
                    } else {
                        said = line;
                    }
                }
            }
            int status = child.waitFor();
            Scratch.remove(temporary);
            if (status != 0) {
                results.put(running.isEmpty() ? EngineTrial.NAMES.getFirst() : running, failed(status, said));
            }
        } catch (IOException e) {
            EngineTrial.NAMES.forEach(
                    name -> results.put(name, "no child process could be started: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return results;
    }

    private static Process start(Path temporary) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx512m",
                "-Djava.io.tmpdir=" + temporary,
                Main.class.getName(),
                "try-engines"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }

    private static String failed(int status, String said) {
        return "failed with status " + status + (said.isEmpty() ? "" : ": " + said);
    }

    static String works(Duration time) {
        return "works (" + Durations.format(time) + ")";
    }
}
