package dev.lepton.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The whole command line on public tables: `lepton train` with a budget, then `lepton evaluate` on the test
/// rows that training never saw, beside what H2O AutoML 3.44.0.1 reached on the same split in the same time
/// on such a machine.
///
/// The wall time is that of the whole command, the start of its JVM included.
final class TabularBench {

    private static final List<String> COLUMNS = List.of(
            "set",
            "seconds",
            "metric",
            "score",
            "low",
            "high",
            "dummy",
            "h2o",
            "wall_s",
            "best_single",
            "models",
            "frontier",
            "bytes",
            "peak_mb",
            "commit",
            "machine",
            "date",
            "code");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;
    private final Path data;
    private final Path work;
    private final int seconds;
    private final ResultTable results;
    private final Machine machine;

    TabularBench(Path root, Path data, Path work, int seconds) throws IOException, InterruptedException {
        this.root = root;
        this.data = data;
        this.work = work;
        this.seconds = seconds;
        this.results = new ResultTable(root.resolve("docs/benchmarks/tabular.tsv"), COLUMNS);
        this.machine = Machine.current(root);
    }

    /// Measures the sets that have no result of this code yet.
    ///
    /// @param only names of the sets to measure; empty takes all
    void run(Set<String> only) throws IOException, InterruptedException {
        Map<String, Double> peer = h2o();
        Contestant.warmUp(root);
        for (PublicSet set : PublicSet.all(data.resolve("tabular/INDEX.tsv"))) {
            boolean wanted = only.isEmpty() || only.contains(set.name());
            if (wanted && !isMeasured(set)) {
                measure(set, Objects.requireNonNull(peer.get(set.name())));
            }
        }
        summarise();
    }

    private boolean isMeasured(PublicSet set) {
        return results.rows().stream()
                .anyMatch(row -> set.name().equals(row.get("set"))
                        && String.valueOf(seconds).equals(row.get("seconds"))
                        && machine.code().equals(row.get("code")));
    }

    private void measure(PublicSet set, double peer) throws IOException, InterruptedException {
        Path bundle = work.resolve(set.name() + ".lepton");
        List<String> training = List.of(
                root.resolve("lepton").toString(),
                "train",
                set.train().toString(),
                "--target",
                set.target(),
                "--task",
                set.task(),
                "--metric",
                set.metric().id(),
                "--time",
                seconds + "s",
                "--threads",
                "2",
                "--seed",
                "1",
                "--out",
                bundle.toString(),
                "--json");
        Run trained = Run.of(root, training).orFail(training);
        JsonNode score = score(bundle, set.test(), set.metric().id());
        JsonNode summary = JSON.readTree(trained.output());
        Map<String, String> row = new LinkedHashMap<>();
        row.put("set", set.name());
        row.put("seconds", String.valueOf(seconds));
        row.put("metric", set.metric().id());
        row.put("score", number(score.path("value").doubleValue()));
        row.put("low", number(score.path("low").doubleValue()));
        row.put("high", number(score.path("high").doubleValue()));
        row.put("dummy", number(dummy(set)));
        row.put("h2o", number(peer));
        row.put("wall_s", String.format(Locale.ROOT, "%.1f", trained.seconds()));
        row.put("best_single", summary.path("leaderboard").path(0).path("name").asText());
        row.put("models", String.valueOf(summary.path("leaderboard").size()));
        row.put("frontier", String.valueOf(summary.path("frontier").size()));
        row.put("bytes", String.valueOf(Files.size(bundle)));
        row.put("peak_mb", String.valueOf(trained.peakBytes() >> 20));
        machine.stamp(row);
        results.append(row);
        System.out.println(String.join("\t", row.values()));
    }

    private double dummy(PublicSet set) throws IOException, InterruptedException {
        Path bundle = work.resolve(set.name() + "-dummy.lepton");
        List<String> training = List.of(
                root.resolve("lepton").toString(),
                "train",
                set.train().toString(),
                "--target",
                set.target(),
                "--task",
                set.task(),
                "--metric",
                set.metric().id(),
                "--trials",
                "1",
                "--learners",
                "dummy",
                "--out",
                bundle.toString(),
                "--json");
        Run.of(root, training).orFail(training);
        return score(bundle, set.test(), set.metric().id()).path("value").doubleValue();
    }

    private JsonNode score(Path bundle, Path test, String metric) throws IOException, InterruptedException {
        List<String> evaluation =
                List.of(root.resolve("lepton").toString(), "evaluate", bundle.toString(), test.toString(), "--json");
        JsonNode scores = JSON.readTree(
                        Run.of(root, evaluation).orFail(evaluation).output())
                .path("scores");
        for (JsonNode score : scores) {
            if (metric.equals(score.path("metric").asText())) {
                return score;
            }
        }
        throw new IllegalStateException("evaluate gave no " + metric + ": " + scores);
    }

    /// Prints how many sets are better than the peer, and which are not better than the dummy or too late.
    private void summarise() {
        int wins = 0;
        int sets = 0;
        for (Map<String, String> row : results.newest(2).values()) {
            if (!String.valueOf(seconds).equals(row.get("seconds"))) {
                continue;
            }
            sets++;
            boolean higher = "auc".equals(row.get("metric"));
            double score = Double.parseDouble(row.get("score"));
            double peer = Double.parseDouble(row.get("h2o"));
            double dummy = Double.parseDouble(row.get("dummy"));
            wins += (higher ? score > peer : score < peer) ? 1 : 0;
            if (higher ? score <= dummy : score >= dummy) {
                System.out.println(row.get("set") + " is not better than the dummy");
            }
            if (Double.parseDouble(row.get("wall_s")) > 1.1 * seconds) {
                System.out.println(row.get("set") + " took longer than 110 % of its time");
            }
        }
        System.out.println("better than H2O AutoML on " + wins + " of " + sets + " sets");
    }

    private static Map<String, Double> h2o() {
        try (InputStream in = Objects.requireNonNull(TabularBench.class.getResourceAsStream("h2o-3.44.0.1-60s.tsv"))) {
            Map<String, Double> scores = new LinkedHashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t"))
                    .forEach(cells -> scores.put(cells[0], Double.parseDouble(cells[2])));
            return scores;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
