package dev.lepton.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.Bytes;
import dev.lepton.base.Deadline;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Progress;
import dev.lepton.base.Seed;
import dev.lepton.data.Source;
import dev.lepton.data.Tables;
import dev.lepton.model.Predictions;
import dev.lepton.model.Requirement;
import dev.lepton.model.Task;
import dev.lepton.model.Trial;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Manifest;
import dev.lepton.model.bundle.Predictor;
import dev.lepton.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeptonTest {

    @TempDir
    static Path folder;

    private static Path customers;

    @BeforeAll
    static void writeCustomers() throws IOException {
        customers = write("customers.csv", 400, 1);
    }

    @Test
    void aTableBecomesAModelThatAnswersAndBeatsTheBaseline() {
        Run run = train(plan().withTrials(4));
        Manifest manifest = run.bundle().manifest();

        assertThat(manifest.task()).isEqualTo(new Task.Classification(List.of("no", "yes")));
        assertThat(manifest.contract().target()).isEqualTo("churn");
        assertThat(score(run)).isGreaterThan(0.7);
        assertThat(run.leaderboard().getLast().trial().name()).isEqualTo("dummy");
        try (Predictor predictor = Predictor.open(run.bundle())) {
            Table rows = Tables.read(Source.parse(customers.toString())).table();
            assertThat(predictor.predict(rows).size()).isEqualTo(400);
        }
    }

    @Test
    void aCountBudgetGivesTheSameBytesWithAnyNumberOfThreads() {
        Plan plan = plan().withTrials(6).withSeed(7);

        byte[] one = train(plan.withThreads(1)).bundle().graph().toBytes();
        byte[] two = train(plan.withThreads(2)).bundle().graph().toBytes();

        assertThat(two).isEqualTo(one);
    }

    @Test
    void theExecutedPlanOfATimedRunGivesTheSameModelAgain() {
        Run timed = train(plan().withTime(Duration.ofSeconds(6)).withLearners(List.of("dummy", "linear")));
        Plan executed = Plan.parse(timed.bundle().manifest().provenance().plan());

        assertThat(executed.budget().time()).isEmpty();
        assertThat(train(executed).bundle().graph().toBytes())
                .isEqualTo(timed.bundle().graph().toBytes());
    }

    @Test
    void aRandomColumnOfManyLevelsDoesNotRaiseTheScore() throws IOException {
        Path noise = folder.resolve("noise.csv");
        RandomGenerator random = new Seed(9).random();
        StringBuilder text = new StringBuilder("code,x,y\n");
        for (int row = 0; row < 600; row++) {
            text.append(String.format(
                    Locale.ROOT, "c%d,%.3f,%s%n", random.nextInt(200), random.nextGaussian(), random.nextBoolean()));
        }
        Files.writeString(noise, text);

        Run run = train(Plan.of(noise.toString(), "y")
                .withFolds(3)
                .withTrials(5)
                .withLearners(List.of("dummy", "lightgbm", "linear", "xgboost"))
                .withTask(TaskKind.BINARY));

        for (Manifest.Entry entry : run.leaderboard()) {
            if (entry.trial().outcome() instanceof Trial.Scored scored) {
                assertThat(scored.score()).as(entry.trial().name()).isLessThan(0.6);
            }
        }
    }

    @Test
    void rowsWithoutWeightDoNotCount() throws IOException {
        Path weighted = folder.resolve("weighted.csv");
        RandomGenerator random = new Seed(2).random();
        StringBuilder text = new StringBuilder("x,w,y\n");
        for (int row = 0; row < 400; row++) {
            double x = random.nextGaussian();
            int w = row % 2;
            text.append(String.format(Locale.ROOT, "%.4f,%d,%.4f%n", x, w, w == 1 ? x : 1000 - x));
        }
        Files.writeString(weighted, text);

        Plan plan = Plan.of(weighted.toString(), "y").withTrials(3).withLearners(List.of("dummy", "linear"));
        Run run = train(plan.withColumns(Columns.of("y").withWeights("w")));

        assertThat(run.bundle().manifest().inputs().names()).containsExactly("x");
        assertThat(score(run)).isLessThan(0.2);
    }

    @Test
    void columnsThatSayNothingAreLeftOutAndThoseThatSayTooMuchAreTold() throws IOException {
        Path odd = folder.resolve("odd.csv");
        StringBuilder text = new StringBuilder("id,same,x,copy,y\n");
        RandomGenerator random = new Seed(3).random();
        for (int row = 0; row < 300; row++) {
            boolean y = random.nextBoolean();
            text.append(String.format(
                    Locale.ROOT, "k-%d-%d,a,%.3f,%d,%s%n", row * 7919 % 300, row, random.nextGaussian(), y ? 9 : 3, y));
        }
        Files.writeString(odd, text);
        Run run = train(Plan.of(odd.toString(), "y").withTrials(2).withFolds(3));

        assertThat(run.bundle().manifest().inputs().names()).doesNotContain("id", "same");
        assertThat(run.notes())
                .anyMatch(note -> note.contains("[same]"))
                .anyMatch(note -> note.contains("\"copy\" alone predicts \"y\""));
    }

    @Test
    void suspectValuesAndAScoreTooGoodToBeTrueAreTold() throws IOException {
        Path suspect = folder.resolve("suspect.csv");
        StringBuilder text = new StringBuilder("x,age,y\n");
        RandomGenerator random = new Seed(4).random();
        for (int row = 0; row < 400; row++) {
            double x = random.nextGaussian();
            int age = row % 10 == 0 ? -999 : 20 + random.nextInt(50);
            text.append(String.format(Locale.ROOT, "%.4f,%d,%s%n", x, age, x > 0));
        }
        Files.writeString(suspect, text);
        Run run = train(Plan.of(suspect.toString(), "y").withTrials(3).withFolds(3));

        assertThat(run.notes())
                .anyMatch(note -> note.contains("age") && note.contains("-999"))
                .anyMatch(note -> note.startsWith("The score is auc") && note.contains("seldom that clear"));
    }

    @Test
    void validationRowsOfTheirOwnJudge() throws IOException {
        Path valid = write("valid.csv", 150, 2);
        Run run = train(Plan.of(customers.toString(), "churn")
                .withValid(valid.toString())
                .withTrials(3));

        assertThat(run.bundle().manifest().scores().getFirst().rows()).isEqualTo(Manifest.Rows.VALIDATION);
        assertThat(run.bundle().manifest().provenance().plan()).contains("source: " + valid);
    }

    @Test
    void newRowsAreEvaluatedByEveryMetricWithTheChosenOneFirst() throws IOException {
        Bundle bundle = Lepton.train(plan().withTrials(2).withMetric("logloss"));
        Path fresh = write("fresh.csv", 300, 5);
        List<Manifest.Score> scores = Lepton.evaluate(bundle, Input.of(fresh.toString()), 1);

        assertThat(scores.getFirst().metric()).isEqualTo("logloss");
        assertThat(scores)
                .extracting(Manifest.Score::metric)
                .contains("auc", "accuracy")
                .doesNotHaveDuplicates();
        assertThat(scores).allSatisfy(score -> {
            assertThat(score.rows()).isEqualTo(Manifest.Rows.TEST);
            assertThat(score.interval().low())
                    .isLessThanOrEqualTo(score.interval().high());
        });
    }

    @Test
    void modelsBesideTheChosenOneAreMeasuredTooButNotTheBaseline() {
        Run run = train(plan().withTrials(4));

        List<String> measured = run.leaderboard().stream()
                .filter(entry -> entry.measurement().isPresent())
                .map(entry -> entry.trial().name())
                .toList();

        assertThat(measured).hasSizeGreaterThanOrEqualTo(3).doesNotContain("dummy");
    }

    @Test
    void whereNoModelFitsTheBoundsItIsSaidWhatToRelax() {
        Run run = train(plan().withTrials(2)
                .withRequirements(List.of(new Requirement.Size(new Bytes(100)), new Requirement.Score(0.5))));

        assertThat(run.notes())
                .anyMatch(note -> note.startsWith("No model keeps size at most 100 B and score 0.500000 or better;")
                        && note.contains("One would with size at most "));
    }

    @Test
    void aRequirementPicksFromTheFrontier() {
        Plan trees = plan().withTrials(3).withLearners(List.of("dummy", "lightgbm", "random_forest"));
        Run free = train(trees);
        long largest =
                free.frontier().candidates().getFirst().measurement().size().count();
        Run bound = train(trees.withRequirements(List.of(new Requirement.Size(new Bytes(largest - 1)))));

        assertThat(bound.bundle().toBytes().length).isLessThan((int) largest + 4_000);
        assertThat(bound.bundle().graph().toBytes().length)
                .isLessThan(free.bundle().graph().toBytes().length);
    }

    @Test
    void cancellingKeepsTheBestSoFar() {
        Deadline deadline = Deadline.none();
        Progress stop = event -> {
            if (event instanceof Progress.Event.TrialFinished finished && finished.trial() == 2) {
                deadline.cancel();
            }
        };
        Run run = Lepton.run(plan().withTrials(50), stop, deadline);

        assertThat(score(run)).isGreaterThan(0.6);
    }

    @Test
    void wrongColumnsAreNamedAllAtOnceWithTheNearest() {
        Plan wrong = Plan.of(customers.toString(), "churned").withDrop(List.of("agee"));

        assertThatThrownBy(() -> Lepton.train(wrong))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("2 problems")
                .hasMessageContaining("Did you mean \"churn\"?")
                .hasMessageContaining("Did you mean \"age\"?");
    }

    @Test
    void oneClassOnlyIsNothingToTellApart() throws IOException {
        Path same = folder.resolve("same.csv");
        Files.writeString(same, "a,b\n1,x\n2,x\n3,x\n");

        assertThatThrownBy(() -> Lepton.train(Plan.of(same.toString(), "b").withTrials(1)))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("holds only \"x\"");
    }

    @Test
    void anUnknownLearnerIsAnErrorWithTheNearestOne() {
        assertThatThrownBy(() -> Lepton.train(plan().withLearners(List.of("lightgmb"))))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("Did you mean \"lightgbm\"?");
    }

    @Test
    void theBundleAnswersAsTheEnginesDid() throws IOException {
        Run run = train(plan().withTrials(5));
        Path file = folder.resolve("m.lepton");
        run.bundle().write(file);
        Bundle loaded = Bundle.load(file);

        assertThat(loaded.golden().rows().rows()).isEqualTo(20);
        try (Predictor predictor = Predictor.open(loaded)) {
            Predictions again = predictor.predict(loaded.golden().rows());
            assertThat(loaded.golden().difference(again, 1e-5)).isEmpty();
        }
    }

    private static Plan plan() {
        return Plan.of(customers.toString(), "churn").withThreads(2).withFolds(3);
    }

    private static Run train(Plan plan) {
        return Lepton.run(plan, Progress.SILENT, plan.start());
    }

    private static double score(Run run) {
        return run.bundle().manifest().scores().getFirst().value();
    }

    /// Customers who leave when they are young, pay much, and live in the wrong town.
    private static Path write(String name, int rows, long seed) throws IOException {
        RandomGenerator random = new Seed(seed).random();
        StringBuilder text = new StringBuilder("age,town,fee,since,churn\n");
        List<String> towns = List.of("Bern", "Oslo", "Rome", "Paris");
        for (int row = 0; row < rows; row++) {
            int age = 18 + random.nextInt(60);
            int town = random.nextInt(4);
            double fee = 10 + 5 * random.nextGaussian();
            double risk = (50 - age) / 20.0 + (town == 2 ? 2 : -0.5) + (fee - 10) / 8 + random.nextGaussian();
            text.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%.2f,2024-%02d-%02d,%s%n",
                    random.nextInt(20) == 0 ? "" : age,
                    towns.get(town),
                    fee,
                    1 + random.nextInt(12),
                    1 + random.nextInt(28),
                    risk > 0 ? "yes" : "no"));
        }
        return Files.writeString(folder.resolve(name), text);
    }
}
