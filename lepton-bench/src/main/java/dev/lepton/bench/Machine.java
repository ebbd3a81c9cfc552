package dev.lepton.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Where and on which state of the code a measurement was made.
record Machine(String cpu, int cores, String commit) {

    static Machine current(Path root) throws IOException, InterruptedException {
        return new Machine(
                cpuName(), Runtime.getRuntime().availableProcessors(), git(root, "describe", "--always", "--dirty"));
    }

    String label() {
        return cpu + " x" + cores;
    }

    private static String cpuName() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return System.getProperty("os.arch");
        }
        String name = "";
        boolean wide = false;
        for (String line : Files.readAllLines(info)) {
            if (line.startsWith("model name")) {
                name = line.substring(line.indexOf(':') + 1).strip();
            }
            wide |= line.startsWith("flags") && line.contains("avx512f");
        }
        return name + (wide ? " AVX-512" : " AVX2");
    }

    private static String git(Path root, String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String answer = new String(process.getInputStream().readAllBytes()).strip();
        process.waitFor(10, TimeUnit.SECONDS);
        return answer.isEmpty() ? "unknown" : answer;
    }
}
