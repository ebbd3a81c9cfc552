package dev.lepton.bench;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Where and on which state of the code a measurement was made.
///
/// @param code twelve hex digits that stay the same while nothing that is measured changes: of what is committed of
///     the modules' main sources, benchmarks aside, and of the build file
record Machine(String cpu, int cores, String commit, String code) {

    static Machine current(Path root) throws IOException, InterruptedException {
        return new Machine(
                cpuName(),
                Runtime.getRuntime().availableProcessors(),
                git(root, "describe", "--always", "--dirty"),
                code(root));
    }

    private static String code(Path root) throws IOException, InterruptedException {
        String measured = git(root, "ls-tree", "-r", "HEAD")
                .lines()
                .filter(line -> line.contains("/src/main/") || line.endsWith("\tpom.xml"))
                .filter(line -> !line.contains("\tlepton-bench/") && !line.contains("\tlepton-checks/"))
                .collect(Collectors.joining("\n"));
        String dirty = git(root, "status", "--porcelain", "--untracked-files=no", "--", "*/src/main/*", "*pom.xml");
        String digest = String.format("%064x", new BigInteger(1, sha256(measured)));
        return digest.substring(0, 12) + (dirty.equals("unknown") ? "" : "-dirty");
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Writes into a row of results where, when and on which code it was measured; a table takes what it has
    /// columns for.
    void stamp(Map<String, String> row) {
        row.put("code", code);
        row.put("commit", commit);
        row.put("machine", label());
        row.put("date", LocalDate.now().toString());
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
