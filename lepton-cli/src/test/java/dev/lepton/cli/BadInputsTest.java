package dev.lepton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything that people hand over by mistake: each gives an error that says what came and how to mend it,
/// with exit status 2, and none a stack trace.
class BadInputsTest {

    @TempDir
    private Path folder;

    private Path file(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Ran train(Path data, String... more) {
        String[] arguments = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "train",
                                data.toString(),
                                "--trials",
                                "1",
                                "--out",
                                folder.resolve("x.lepton").toString()),
                        java.util.stream.Stream.of(more))
                .toArray(String[]::new);
        return Ran.command(arguments);
    }

    private void refused(Ran ran, String... says) {
        assertThat(ran.status()).as(ran.err()).isEqualTo(2);
        assertThat(ran.err()).contains("lepton: ").contains(says);
        noTrace(ran);
        assertThat(folder.resolve("x.lepton")).doesNotExist();
    }

    private static void noTrace(Ran ran) {
        assertThat(ran.err() + ran.out()).doesNotContain("\tat ", "Exception", "fault of Lepton");
    }

    @Test
    void missingFile() {
        refused(train(folder.resolve("custmers.csv"), "--target", "y"), "custmers.csv");
    }

    @Test
    void noSuchTarget() {
        Path data = file("a.csv", "age,city,left\n1,a,yes\n2,b,no\n");

        refused(train(data, "--target", "lft"), "\"lft\"", "Did you mean \"left\"?");
    }

    @Test
    void noTargetAtAll() {
        refused(train(file("a.csv", "a,y\n1,2\n")), "--target");
    }

    @Test
    void emptyFile() {
        refused(train(file("a.csv", ""), "--target", "y"), "empty");
    }

    @Test
    void headerWithoutRows() {
        refused(train(file("a.csv", "a,y\n"), "--target", "y"), "no rows");
    }

    @Test
    void oneClassOnly() {
        refused(train(file("a.csv", "a,y\n" + "1,yes\n2,yes\n".repeat(50)), "--target", "y"), "only \"yes\"");
    }

    @Test
    void targetThatIsNeverThere() {
        refused(train(file("a.csv", "a,y\n" + "1,\n".repeat(50)), "--target", "y"), "\"y\"");
    }

    @Test
    void raggedCsv() {
        refused(train(file("a.csv", "a,b,y\n1,2,yes\n1,2,3,4,no\n"), "--target", "y"), "Line 3", "4 cells");
    }

    @Test
    void binaryJunk() throws IOException {
        byte[] junk = new byte[50_000];
        new Seed(3).random().nextBytes(junk);

        refused(train(Files.write(folder.resolve("a.csv"), junk), "--target", "y"), "binary");
    }

    @Test
    void textInANumberColumnAtPrediction() throws IOException {
        TrainedModel model = TrainedModel.shared();
        List<String> lines = Files.readAllLines(model.table());
        int age = List.of(lines.getFirst().split(",")).indexOf("age");
        String[] cells = lines.get(2).split(",", -1);
        cells[age] = "old";
        Path data = file("a.csv", String.join("\n", lines.getFirst(), lines.get(1), String.join(",", cells)) + "\n");

        refused(Ran.command("predict", model.bundle().toString(), data.toString()), "\"age\"", "old");
    }

    @Test
    void columnThatIsNotThereAtPrediction() {
        TrainedModel model = TrainedModel.shared();

        refused(
                Ran.command(
                        "predict",
                        model.bundle().toString(),
                        file("a.csv", "agee\n1\n").toString()),
                "\"age\"");
    }

    @Test
    void bundleThatIsNone() {
        Path junk = file("a.lepton", "this is no zip file");

        refused(Ran.command("inspect", junk.toString()), "a.lepton");
        refused(Ran.command("predict", junk.toString(), junk.toString()), "a.lepton");
        refused(Ran.command("serve", junk.toString()), "a.lepton");
        refused(Ran.command("inspect", folder.resolve("none.lepton").toString()), "none.lepton");
    }

    @Test
    void wordsThatAreNoValues() {
        Path data = file("a.csv", "a,y\n" + "1,p\n2,q\n3,q\n".repeat(20));

        refused(train(data, "--target", "y", "--time", "6o"), "--time", "\"6o\"");
        refused(train(data, "--target", "y", "--memory", "much"), "--memory", "\"much\"");
        refused(train(data, "--target", "y", "--metric", "acu"), "auc");
        refused(train(data, "--target", "y", "--task", "binry"), "binary");
        refused(train(data, "--target", "y", "--kind", "a=nummer"), "number");
        refused(train(data, "--target", "y", "--learners", "lightgmb"), "lightgbm");
    }

    @Test
    void planWithAWrongKey() {
        Path plan = file("plan.yaml", "source: a.csv\ntarget: y\nbudgte: {time: 5s}\n");

        refused(Ran.command("train", plan.toString()), "budgte", "budget");
    }

    @Test
    void placeThatCannotBeWritten() {
        Path data = file("a.csv", "a,y\n1,2\n");

        refused(Ran.command("train", data.toString(), "--target", "y", "--out", folder.toString()), "folder", "--out");
        refused(Ran.command("train", data.toString(), "--target", "y", "--out", data + "/x.lepton"), "--out");
    }

    /// So many columns are no mistake by themselves: there is a model.
    @Test
    void tenThousandColumns() {
        RandomGenerator random = new Seed(1).random();
        Path data = wide(10_000, 30, () -> Integer.toString(random.nextInt(100)));
        Ran ran = Ran.command(
                "train",
                data.toString(),
                "--target",
                "y",
                "--trials",
                "2",
                "--out",
                folder.resolve("x.lepton").toString());

        assertThat(ran.status()).as(ran.err()).isZero();
        noTrace(ran);
    }

    /// Each category column becomes an encoder of its own in the graph, the linear model's all at once.
    @Test
    void twoThousandColumnsOfCategories() {
        RandomGenerator random = new Seed(1).random();
        Path data = wide(2_000, 60, () -> "level " + random.nextInt(12));
        Path model = folder.resolve("x.lepton");
        Ran ran = Ran.command(
                "train",
                data.toString(),
                "--target",
                "y",
                "--trials",
                "2",
                "--learners",
                "linear,lightgbm",
                "--out",
                model.toString());
        assertThat(ran.status()).as(ran.err()).isZero();
        noTrace(ran);

        Path answers = folder.resolve("answers.csv");
        Ran answered = Ran.command("predict", model.toString(), data.toString(), "--out", answers.toString());
        assertThat(answered.status()).as(answered.err()).isZero();
        assertThat(answers).content().hasLineCount(61);
    }

    private Path wide(int columns, int rows, Supplier<String> cells) {
        String header = IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(",")) + ",y\n";
        return file(
                "wide.csv",
                IntStream.range(0, rows)
                        .mapToObj(row -> Stream.generate(cells).limit(columns).collect(Collectors.joining(","))
                                + (row % 2 == 0 ? ",yes\n" : ",no\n"))
                        .collect(Collectors.joining("", header, "")));
    }

    @Test
    void columnOfTextsOfOneMegabyte() {
        String text = "word ".repeat(200_000);
        String rows = IntStream.range(0, 20)
                .mapToObj(row -> row % 7 + "," + text + row + "," + (row % 2 == 0 ? "yes\n" : "no\n"))
                .collect(Collectors.joining());
        Ran ran = train(file("long.csv", "a,t,y\n" + rows), "--target", "y");

        assertThat(ran.status()).as(ran.err()).isZero();
        noTrace(ran);
    }
}
