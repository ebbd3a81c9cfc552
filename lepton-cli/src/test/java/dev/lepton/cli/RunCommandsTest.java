package dev.lepton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lepton.base.Seed;
import dev.lepton.cli.quickstart.Customers;
import dev.lepton.model.bundle.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandsTest {

    @TempDir
    private static Path folder;

    private static Path table = Path.of("");
    private static Path run = Path.of("");

    @BeforeAll
    static void train() throws IOException {
        table = folder.resolve("customers.csv");
        run = folder.resolve("runs/churn");
        Customers.write(table, 400, new Seed(5));
        Ran trained = train("3", run);
        assertThat(trained.status()).as(trained.err()).isZero();
    }

    private static Ran train(String trials, Path kept) {
        return Ran.command(
                "train",
                table.toString(),
                "--target",
                "churned",
                "--drop",
                "customer_id",
                "--trials",
                trials,
                "--run",
                kept.toString(),
                "--out",
                kept + ".lepton");
    }

    private static JsonNode json(String... arguments) {
        Ran ran = Ran.command(arguments);
        assertThat(ran.status()).as(ran.err()).isZero();
        return Json.parsed(ran.out());
    }

    @Test
    void aFinishedRunHasItsModelInItsFolder() {
        assertThat(run.resolve("model.lepton")).hasSameBinaryContentAs(folder.resolve("runs/churn.lepton"));
    }

    @Test
    void runsBelowAFolderAreListedWithHowTheyStand() throws IOException {
        Path all = folder.resolve("runs");
        Path damaged = Files.createDirectories(folder.resolve("runs/older/damaged"));
        Files.writeString(damaged.resolve("journal.jsonl"), "?\n?\n");
        Files.writeString(damaged.resolve("plan.yaml"), "source: a.csv\ntarget: y\n");
        JsonNode runs = json("runs", all.toString(), "--json").get("runs");

        assertThat(runs).hasSize(2);
        JsonNode finished = runs.get(0);
        assertThat(finished.get("run").asText()).endsWith("churn");
        assertThat(finished.get("state").asText()).isEqualTo("finished");
        assertThat(finished.get("data").asText()).isEqualTo(table.toString());
        assertThat(finished.get("target").asText()).isEqualTo("churned");
        assertThat(finished.get("metric").asText()).isEqualTo("auc");
        assertThat(finished.get("score").asDouble())
                .isEqualTo(Bundle.load(run.resolve("model.lepton"))
                        .manifest()
                        .scores()
                        .getFirst()
                        .value());
        assertThat(finished.get("trials").asInt()).isEqualTo(3);
        assertThat(finished.get("budget").asText()).isEqualTo("3 trials");
        assertThat(runs.get(1).get("state").asText()).isEqualTo("damaged");
        assertThat(runs.get(1).get("note").asText()).contains("Line 1", "journal.jsonl");
        assertThat(Ran.command("runs", all.toString()).out()).contains("churn", "finished", "damaged");
    }

    @Test
    void aFolderWithoutRunsSaysSo() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThat(Ran.command("runs", empty.toString()).out()).contains("There is no run");
        assertThat(json("runs", empty.toString(), "--json").get("runs")).isEmpty();
    }

    @Test
    void theLeaderboardHoldsWhatEachTrialCost() {
        JsonNode board = json("leaderboard", run.toString(), "--json");

        assertThat(board.get("state").asText()).isEqualTo("finished");
        List<JsonNode> trials = new ArrayList<>();
        board.get("leaderboard").forEach(line -> {
            if (!line.get("name").asText().matches("(small_)?ensemble|.*_(refit|single)")) {
                trials.add(line);
            }
        });
        assertThat(trials).hasSize(3).allSatisfy(line -> {
            assertThat(line.get("score").isNumber()).isTrue();
            assertThat(line.get("folds").asInt()).isGreaterThan(1);
            assertThat(line.get("cpu_seconds").asDouble()).isPositive();
            assertThat(line.get("peak_memory").isNumber()).isEqualTo(Files.exists(Path.of("/proc/self/status")));
        });
    }

    @Test
    void anInterruptedRunShowsWhatItHasTriedAndWhatFailed() throws IOException {
        Path interrupted = folder.resolve("elsewhere/interrupted");
        assertThat(train("2", interrupted).status()).isZero();
        Path journal = interrupted.resolve("journal.jsonl");
        List<String> entries = Files.readAllLines(journal);
        List<String> fits =
                entries.stream().filter(line -> line.contains("\"fitted\"")).toList();
        String broken = fits.getLast()
                .replace("\"is\":\"fitted\"", "\"is\":\"failed\",\"reason\":\"The worker broke.\"")
                .replaceFirst("\"name\":\"\\w+\"", "\"name\":\"broken\"");
        Files.write(journal, entries.subList(0, entries.size() - 1), StandardOpenOption.TRUNCATE_EXISTING);
        Files.writeString(journal, broken + "\n{\"is\":\"tri", StandardOpenOption.APPEND);

        JsonNode board = json("leaderboard", interrupted.toString(), "--json");
        assertThat(board.get("state").asText()).isEqualTo("interrupted");
        assertThat(board.get("leaderboard")).hasSize(3);
        assertThat(board.get("leaderboard").get(0).get("score").asDouble())
                .isGreaterThan(board.get("leaderboard").get(1).get("score").asDouble());
        assertThat(board.get("leaderboard").get(2).get("failure").asText()).isEqualTo("The worker broke.");
        assertThat(json("runs", interrupted.toString(), "--json")
                        .get("runs")
                        .get(0)
                        .get("state")
                        .asText())
                .isEqualTo("interrupted");
    }

    @Test
    void aRunThatGoesOnIsShownAndNotDisturbed() throws InterruptedException {
        Child child = Child.start(
                folder,
                List.of("train", table.toString(), "--target", "churned", "--time", "100s", "--run", "live/run"));
        try {
            child.lineWith("trial 2");
            Path live = folder.resolve("live/run");
            JsonNode board = json("leaderboard", live.toString(), "--json");
            assertThat(board.get("state").asText()).isEqualTo("running");
            assertThat(board.get("leaderboard").size()).isGreaterThan(1);

            Ran second = Ran.command("train", "--resume", live.toString(), "--out", "n.lepton");
            assertThat(second.status()).as(second.err()).isEqualTo(3);
            assertThat(second.err()).contains("in use");
        } finally {
            child.process().destroyForcibly();
        }
    }
}
