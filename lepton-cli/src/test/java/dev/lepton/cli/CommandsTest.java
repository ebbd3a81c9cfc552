package dev.lepton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way of a model through the commands, over one small trained model.
class CommandsTest {

    private final TrainedModel model = TrainedModel.shared();

    @TempDir
    private Path folder;

    private static JsonNode json(Ran ran) throws IOException {
        assertThat(ran.status()).as(ran.err() + ran.out()).isZero();
        return new ObjectMapper().readTree(ran.out());
    }

    @Test
    void trainTellsMachinesEverythingItFound() throws IOException {
        JsonNode report = json(model.trained());

        assertThat(report.path("task").asText()).isEqualTo("binary");
        assertThat(report.path("leaderboard")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(report.path("frontier").size()).isPositive();
        assertThat(report.path("scores").get(0).path("metric").asText()).isEqualTo("auc");
        assertThat(report.path("out").asText()).isEqualTo(model.bundle().toString());
        assertThat(model.trained().err().lines().filter(line -> line.contains("\"trial_finished\"")))
                .hasSize(2);
    }

    @Test
    void predictAnswersEveryRowInTheOrderOfTheInput() throws IOException {
        Path out = folder.resolve("answers.csv");
        Ran ran =
                Ran.command("predict", model.bundle().toString(), model.table().toString(), "--out", out.toString());
        List<String> answers = Files.readAllLines(out);
        List<String> rows = Files.readAllLines(model.table());
        Path one = folder.resolve("one.csv");
        Files.write(one, List.of(rows.getFirst(), rows.get(300)));

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(answers).hasSize(401);
        assertThat(answers.getFirst()).isEqualTo("prediction,probability_no,probability_yes");
        // Sums of one row and of many may round differently in the last place.
        assertThat(Double.parseDouble(Ran.command("predict", model.bundle().toString(), one.toString())
                        .out()
                        .strip()
                        .replaceFirst("(?s).*,", "")))
                .isCloseTo(Double.parseDouble(answers.get(300).split(",")[2]), within(1e-12));
        assertThat(answers.stream().skip(1).map(line -> line.split(",")))
                .allMatch(cells -> cells[0].equals(Double.parseDouble(cells[2]) > 0.5 ? "yes" : "no"));
    }

    @Test
    void evaluateScoresEveryMetricWithAnInterval() throws IOException {
        JsonNode scores = json(Ran.command(
                        "evaluate", model.bundle().toString(), model.table().toString(), "--json"))
                .path("scores");

        assertThat(scores.get(0).path("metric").asText()).isEqualTo("auc");
        assertThat(scores).allMatch(score -> score.has("low") && score.has("high"));
        assertThat(scores.get(0).path("value").asDouble())
                .isBetween(
                        scores.get(0).path("low").asDouble(),
                        scores.get(0).path("high").asDouble());
    }

    @Test
    void inspectShowsTheBundleAndItsPlanReplays() throws IOException {
        JsonNode report = json(Ran.command("inspect", model.bundle().toString(), "--json"));
        Ran text = Ran.command("inspect", model.bundle().toString());
        String plan =
                Ran.command("inspect", model.bundle().toString(), "--plan").out();
        Path yaml = Files.writeString(folder.resolve("plan.yaml"), plan);

        assertThat(report.path("inputs").path("age").asText()).isEqualTo("number");
        assertThat(report.path("inputs").has("customer_id")).isFalse();
        assertThat(report.path("graph").path("nodes").asInt()).isPositive();
        assertThat(report.path("sizes").path("bundle").asLong()).isEqualTo(Files.size(model.bundle()));
        assertThat(report.path("latency").path("p50_micros").asDouble()).isPositive();
        assertThat(text.out()).contains("provenance", "lightgbm", "auc", "p50_micros");
        assertThat(Ran.command("train", yaml.toString(), "--print-plan").out()).isEqualTo(plan);
    }

    @Test
    void aModelThatAPersonCanReadIsPrinted() throws IOException {
        Path bundle = folder.resolve("read.lepton");
        List<String> train = List.of(
                "train",
                model.table().toString(),
                "--target",
                "churned",
                "--preset",
                "interpretable",
                "--learners",
                "decision_tree",
                "--trials",
                "1",
                "--out",
                bundle.toString());
        String people = Ran.command(train.toArray(String[]::new)).out();
        String machines = json(Ran.command(
                        Stream.concat(train.stream(), Stream.of("--json")).toArray(String[]::new)))
                .path("rules")
                .asText();
        String rule = machines.lines()
                .filter(line -> line.startsWith("if "))
                .findFirst()
                .orElseThrow();

        assertThat(people).contains("The model in words").contains(rule);
        assertThat(Ran.command("inspect", bundle.toString()).out()).contains(rule);
        assertThat(json(Ran.command("inspect", bundle.toString(), "--json"))
                        .path("rules")
                        .asText())
                .isEqualTo(machines);
    }

    @Test
    void flagsPrintAsThePlanThatDoesTheSame() throws IOException {
        String[] flags = {
            "train",
            "a.csv",
            "--target",
            "y",
            "--task",
            "binary",
            "--metric",
            "logloss",
            "--preset",
            "best",
            "--time",
            "90s",
            "--trials",
            "5",
            "--seed",
            "7",
            "--threads",
            "1",
            "--memory",
            "2g",
            "--folds",
            "3",
            "--weight-column",
            "w",
            "--group-column",
            "g",
            "--drop",
            "x,z",
            "--kind",
            "zip=category",
            "--missing",
            "?,-",
            "--learners",
            "lightgbm",
            "--require",
            "p99:5ms",
            "--p99",
            "4ms",
            "--max-size",
            "2m",
            "--min-score",
            "0.9",
            "--balanced",
            "--print-plan"
        };
        Ran ran = Ran.command(flags);
        Path yaml = Files.writeString(folder.resolve("plan.yaml"), ran.out());

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("logloss", "preset: best", "zip: category", "lightgbm", "p99:4", "size:2097152", "score:0.9");
        assertThat(Ran.command("train", yaml.toString(), "--print-plan").out()).isEqualTo(ran.out());
        assertThat(Ran.command("train", yaml.toString(), "--seed", "8", "--print-plan")
                        .out())
                .contains("seed: 8")
                .contains("logloss");
    }

    @Test
    void aLossOfNumbersIsNamedAndAnUnknownOneRefused() {
        Ran quantile = Ran.command("train", "a.csv", "--target", "y", "--loss", "quantile:0.9", "--print-plan");
        Ran unknown = Ran.command("train", "a.csv", "--target", "y", "--loss", "cubic", "--print-plan");

        assertThat(quantile.out()).contains("quantile:0.9");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).contains("\"cubic\" is no loss", "tweedie:POWER");
    }

    @Test
    void profileIsTextJsonAndHtml() throws IOException {
        Path html = folder.resolve("profile.html");
        Ran text = Ran.command("profile", model.table().toString(), "--target", "churned", "--html", html.toString());

        assertThat(text.status()).as(text.err()).isZero();
        assertThat(text.out()).contains("400 rows", "monthly_charge");
        assertThat(Files.readString(html)).startsWith("<!").doesNotContain("<script src", "<link");
        assertThat(json(Ran.command("profile", model.table().toString(), "--json"))
                        .isObject())
                .isTrue();
    }

    @Test
    void doctorNamesEveryPartOfTheMachine() throws IOException {
        JsonNode report = json(Ran.command("doctor", "--json"));

        assertThat(Arrays.asList("java", "processor", "memory", "accelerators", "disk", "locale", "engines", "chosen"))
                .allMatch(report::has);
        assertThat(report.path("memory").path("total").asLong()).isPositive();
        assertThat(report.path("engines").path("tables").asText()).startsWith("works");
        assertThat(report.path("engines").path("answers").asText()).startsWith("works");
    }

    @Test
    void textColoursNothingWhereNobodyWatches() {
        assertThat(Ran.command("inspect", model.bundle().toString()).out()).doesNotContain("\u001b[");
    }
}
