package dev.lepton.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// How fast nets are trained, against DJL in the same run: both in processes of their own that take
/// turns, the median of the rounds. DJL has whichever setting of its threads is fastest here.
///
/// Beside it, which share of a step the convolutions would take if they ran, forward and backward, as
/// fast as this machine computes them forward.
final class NetBench {

    private static final List<String> COLUMNS = List.of(
            "net",
            "precision",
            "lepton",
            "djl",
            "ratio",
            "djl_setting",
            "share",
            "rounds",
            "seconds",
            "code",
            "commit",
            "machine",
            "date");
    private static final int ROUNDS = 5;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private final Path root;
    private final Machine machine;
    private final ResultTable results;

    /// One way to run DJL.
    private record Setting(int threads, String waiting) {

        Map<String, String> environment() {
            return waiting.equals("passive") ? Map.of("OMP_WAIT_POLICY", "passive") : Map.of();
        }

        @Override
        public String toString() {
            return threads + " " + waiting;
        }
    }

    /// What takes a turn.
    private record Entrant(String name, Rounds process, String question) {}

    NetBench(Path root) throws IOException, InterruptedException {
        this.root = root;
        this.machine = Machine.current(root);
        this.results = new ResultTable(root.resolve("docs/benchmarks/nn.tsv"), COLUMNS);
    }

    /// @param seconds of one round
    void run(long seconds) throws IOException {
        try (Rounds lepton = lepton()) {
            double[] limits = {
                lepton.ask("limit float32 " + seconds)[0], lepton.ask("limit bf16 " + seconds)[0],
            };
            Map<String, Setting> settings = fastest(List.of("cnn", "mlp"), seconds);
            Setting fastest = Objects.requireNonNull(settings.get("cnn"));
            try (Rounds djl = djl(fastest)) {
                Map<String, Double> rates = inTurns(List.of(
                        new Entrant("float32", lepton, "cnn float32 " + seconds),
                        new Entrant("djl", djl, "cnn " + seconds),
                        new Entrant("bf16", lepton, "cnn bf16 " + seconds)));
                report("cnn", "float32", rates, fastest, limits[0], seconds);
                report("cnn", "bf16", rates, fastest, limits[1], seconds);
            }
            fastest = Objects.requireNonNull(settings.get("mlp"));
            try (Rounds djl = djl(fastest)) {
                Map<String, Double> rates = inTurns(List.of(
                        new Entrant("float32", lepton, "mlp float32 " + seconds),
                        new Entrant("djl", djl, "mlp " + seconds)));
                report("mlp", "float32", rates, fastest, Double.NaN, seconds);
            }
        }
    }

    private void report(
            String net, String precision, Map<String, Double> rates, Setting setting, double limit, long seconds) {
        double ours = Objects.requireNonNull(rates.get(precision));
        double theirs = Objects.requireNonNull(rates.get("djl"));
        Map<String, String> row = new LinkedHashMap<>();
        row.put("net", net);
        row.put("precision", precision);
        row.put("lepton", String.format(Locale.ROOT, "%.0f", ours));
        row.put("djl", String.format(Locale.ROOT, "%.0f", theirs));
        row.put("ratio", String.format(Locale.ROOT, "%.2f", ours / theirs));
        row.put("djl_setting", setting.toString());
        row.put("share", Double.isNaN(limit) ? "" : String.format(Locale.ROOT, "%.3f", limit * ours));
        row.put("rounds", String.valueOf(ROUNDS));
        row.put("seconds", String.valueOf(seconds));
        machine.stamp(row);
        results.append(row);
        System.out.println(String.join("\t", row.values()));
    }

    /// The median rate of each after as many rounds, and one before that does not count.
    private static Map<String, Double> inTurns(List<Entrant> entrants) throws IOException {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (Entrant entrant : entrants) {
                double rate = entrant.process.rate(entrant.question);
                if (round > 0) {
                    rates.computeIfAbsent(entrant.name, name -> new ArrayList<>())
                            .add(rate);
                }
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        rates.forEach((name, all) -> medians.put(name, median(all)));
        return medians;
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
    }

    /// DJL's best setting for each net, after one round that does not count.
    private Map<String, Setting> fastest(List<String> nets, long seconds) throws IOException {
        Map<String, Setting> best = new LinkedHashMap<>();
        Map<String, Double> most = new LinkedHashMap<>();
        for (int threads : new int[] {1, THREADS}) {
            for (String waiting : List.of("active", "passive")) {
                Setting setting = new Setting(threads, waiting);
                try (Rounds djl = djl(setting)) {
                    for (String net : nets) {
                        djl.rate(net + " 1");
                        double rate = djl.rate(net + " " + seconds);
                        System.err.printf(Locale.ROOT, "djl %s, threads %s: %.0f/s%n", net, setting, rate);
                        if (rate > most.getOrDefault(net, 0.0)) {
                            most.put(net, rate);
                            best.put(net, setting);
                        }
                    }
                }
            }
        }
        return best;
    }

    private Rounds lepton() throws IOException {
        return Rounds.java(
                System.getProperty("java.class.path"),
                Map.of("OMP_WAIT_POLICY", "passive"), // as ./lepton sets it
                List.of("dev.lepton.bench.NetRounds", String.valueOf(THREADS)));
    }

    private Rounds djl(Setting setting) throws IOException {
        Path target = root.resolve("lepton-peer/target");
        String classPath = target.resolve("classes") + ":"
                + Files.readString(target.resolve("classpath.txt")).strip();
        return Rounds.java(
                classPath,
                setting.environment(),
                List.of(
                        "-Dai.djl.pytorch.num_threads=" + setting.threads,
                        "-Dai.djl.pytorch.num_interop_threads=1",
                        "dev.lepton.peer.DjlPeer"));
    }
}
