package dev.lepton.pipeline.work;

import dev.lepton.base.Bytes;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How a worker is started: the same Java, class path and flags as this process, and a main class that runs
/// [Worker].
///
/// @param main its one argument is the folder of the material
public record Command(Class<?> main, Limits limits) {

    /// Flags of this process that its workers share; memory, debuggers and agents are its own.
    private static final List<String> SHARED = List.of(
            "--enable-native-access",
            "--sun-misc-unsafe-memory-access",
            "--add-opens",
            "-XX:AOTCache",
            "-XX:+Use",
            "-XX:-Use",
            "-Xlog",
            "-Dfile.encoding");

    /// @param scratch folder of one worker alone: engines unpack their natives to fixed names
    ProcessBuilder builder(Path material, Path scratch) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> SHARED.stream().anyMatch(flag::startsWith))
                .forEach(command::add);
        limits.heap().ifPresent(heap -> command.add("-Xmx" + Math.max(16, heap.count() >> 20) + "m"));
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-XX:ErrorFile=" + scratch.resolve("crash.log"));
        command.add("-Djava.io.tmpdir=" + scratch);
        command.add(main.getName());
        command.add(material.toAbsolutePath().toString());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", classPath()); // long command lines make ONNX Runtime fail
        builder.environment().putIfAbsent("OMP_WAIT_POLICY", "passive");
        return builder;
    }

    private static String classPath() {
        return String.join(
                File.pathSeparator,
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(path -> Path.of(path).toAbsolutePath().toString())
                        .toList());
    }

    /// The bytes of its own memory beyond which a worker is ended.
    long mostMemory() {
        return limits.memory().map(Bytes::count).orElse(Long.MAX_VALUE);
    }
}
