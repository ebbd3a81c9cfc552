package dev.lepton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lepton.base.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Labels that fit a metric, coverage, and what is said about odd data, as the commands show them.
class CoverageTest {

    @TempDir
    private static Path folder;

    private static Path churn;
    private static Path rows;
    private static Ran trained;

    @BeforeAll
    static void train() throws IOException {
        rows = write("churn.csv", 600, true);
        churn = folder.resolve("churn.lepton");
        trained = train(rows, churn, "--metric", "f1");
    }

    @Test
    void trainAndInspectShowTheThresholdOfTheLabel() throws IOException {
        JsonNode answers =
                json(Ran.command("inspect", churn.toString(), "--json")).path("answers");
        double threshold = answers.path("decision").path("threshold").asDouble();

        assertThat(threshold).isBetween(0.05, 0.45);
        assertThat(trained.out()).contains("Label: \"yes\" where its probability is at least 0.", "tuned for f1");
        assertThat(Ran.command("inspect", churn.toString()).out())
                .contains("\"yes\" where its probability is at least");
        assertThat(answers.path("highest_coverage").asDouble()).isGreaterThan(0.99);
    }

    @Test
    void predictAnswersByTheThreshold() throws IOException {
        double threshold = json(Ran.command("inspect", churn.toString(), "--json"))
                .path("answers")
                .path("decision")
                .path("threshold")
                .asDouble();
        List<String> lines = Ran.command("predict", churn.toString(), rows.toString())
                .out()
                .lines()
                .toList();

        assertThat(lines.getFirst()).isEqualTo("prediction,probability_no,probability_yes");
        assertThat(lines.stream().skip(1).map(line -> line.split(",")))
                .hasSize(600)
                .allMatch(cells -> cells[0].equals(Double.parseDouble(cells[2]) >= threshold ? "yes" : "no"))
                .anyMatch(cells -> cells[0].equals("yes") && Double.parseDouble(cells[2]) < 0.5);
    }

    @Test
    void aCoverageAddsASetOfClasses() throws IOException {
        Ran ran = Ran.command("predict", churn.toString(), rows.toString(), "--coverage", "0.95");
        List<String> lines = ran.out().lines().toList();
        JsonNode first = new ObjectMapper()
                .readTree(Ran.command("predict", churn.toString(), rows.toString(), "--coverage", "0.95", "--json")
                        .out()
                        .lines()
                        .findFirst()
                        .orElseThrow());

        assertThat(lines.getFirst()).isEqualTo("prediction,probability_no,probability_yes,prediction_set");
        assertThat(lines.stream().skip(1).map(line -> line.split(",")))
                .allMatch(cells -> List.of("no", "yes", "no|yes").contains(cells[3]) && cells[3].contains(cells[0]));
        assertThat(first.path("prediction_set").isArray()).isTrue();
    }

    @Test
    void aCoverageAddsAnIntervalAroundANumber() throws IOException {
        Path numbers = write("numbers.csv", 400, false);
        Path model = folder.resolve("numbers.lepton");
        train(numbers, model);
        List<String> lines = Ran.command("predict", model.toString(), numbers.toString(), "--coverage", "0.8")
                .out()
                .lines()
                .toList();

        assertThat(lines.getFirst()).isEqualTo("prediction,lower,upper");
        assertThat(lines.stream().skip(1).map(line -> line.split(",")))
                .allMatch(cells -> Double.parseDouble(cells[1]) < Double.parseDouble(cells[0])
                        && Double.parseDouble(cells[0]) < Double.parseDouble(cells[2]));
    }

    @Test
    void aCoverageThatCannotBePromisedIsRefusedBeforeTheWork() {
        Ran near = Ran.command("predict", churn.toString(), rows.toString(), "--coverage", "0.9999");
        Ran wrong = Ran.command("predict", churn.toString(), rows.toString(), "--coverage", "90");

        assertThat(near.status()).isEqualTo(2);
        assertThat(near.err()).contains("needs more than the 600 rows");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).contains("between 0 and 1");
    }

    @Test
    void trainWarnsOfDataThatLookWrong() throws IOException {
        String text = Files.readString(rows);
        Path odd = Files.writeString(folder.resolve("odd.csv"), text.replaceFirst(",no\n", ",No\n"));
        Path valid =
                Files.write(folder.resolve("valid.csv"), text.lines().limit(200).toList());
        Ran ran = train(odd, folder.resolve("odd.lepton"), "--valid", valid.toString());

        assertThat(ran.err())
                .contains("differ in case or blanks only: \"No\", \"no\"")
                .contains("rows to be judged equal a training row");
    }

    private static Ran train(Path table, Path out, String... more) {
        String[] usual = {
            "train",
            table.toString(),
            "--target",
            "y",
            "--trials",
            "2",
            "--threads",
            "1",
            "--learners",
            "dummy,linear",
            "--out",
            out.toString()
        };
        String[] all = new String[usual.length + more.length];
        System.arraycopy(usual, 0, all, 0, usual.length);
        System.arraycopy(more, 0, all, usual.length, more.length);
        Ran ran = Ran.command(all);
        assertThat(ran.status()).as(ran.err()).isZero();
        return ran;
    }

    private static JsonNode json(Ran ran) throws IOException {
        assertThat(ran.status()).as(ran.err() + ran.out()).isZero();
        return new ObjectMapper().readTree(ran.out());
    }

    /// Two numbers and what they tell something of: a rare class, or a number.
    private static Path write(String name, int rows, boolean classes) throws IOException {
        RandomGenerator random = new Seed(rows).random();
        StringBuilder text = new StringBuilder("a,b,y\n");
        for (int row = 0; row < rows; row++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            double y = 1.4 * a + b + random.nextGaussian();
            String answer = classes ? y > 2.6 ? "yes" : "no" : String.format(Locale.ROOT, "%.4f", y);
            text.append(String.format(Locale.ROOT, "%.4f,%.4f,%s\n", a, b, answer));
        }
        return Files.writeString(folder.resolve(name), text);
    }
}
