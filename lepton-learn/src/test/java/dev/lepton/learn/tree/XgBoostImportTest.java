package dev.lepton.learn.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.learn.tree.internal.Link;
import dev.lepton.model.Model;
import dev.lepton.model.Task;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class XgBoostImportTest {

    private static final Path OLD = Path.of("target", "xgboost-2.1.4.jar");

    @TestFactory
    Stream<DynamicTest> modelsOfVersion3AnswerAsTheyDidThere(@TempDir Path folder)
            throws IOException, InterruptedException {
        return tests(folder, jar("xgboost4j-spark_2.13"));
    }

    @TestFactory
    Stream<DynamicTest> modelsOfVersion2AnswerAsTheyDidThere(@TempDir Path folder)
            throws IOException, InterruptedException {
        return tests(folder, OLD.toAbsolutePath().toString());
    }

    private static Stream<DynamicTest> tests(Path folder, String library) throws IOException, InterruptedException {
        train(folder, library);
        List<Path> models;
        try (Stream<Path> files = Files.list(folder)) {
            models = files.filter(file -> file.toString().matches(".*\\.(json|ubj)"))
                    .sorted()
                    .toList();
        }
        assertThat(models).hasSizeGreaterThan(40);
        return models.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> answersAsThere(file)));
    }

    /// XGBoost adds leaves in float32, the graph in float64.
    private static void answersAsThere(Path file) throws IOException {
        String name = file.getFileName().toString().replaceFirst("\\..*", "");
        Model model = TreeModels.read(file);
        Table rows = rows(file.resolveSibling("rows"), model);
        double[] margins = numbers(file.resolveSibling(name + ".margins"));
        double[] expected = expected(model, name, margins);

        TreeModelsTest.assertClose(model.predict(rows).toArray(), expected, 1e-6);
        TreeModelsTest.assertClose(GraphAnswers.of(model, rows), expected, 1e-5);
    }

    private static double[] expected(Model model, String name, double[] margins) {
        int outputs = Answers.outputs(model.task());
        double[] answers = Links.apply(link(name), margins, outputs);
        return model.task() instanceof Task.Classification && outputs == 1
                ? Arrays.stream(answers)
                        .flatMap(p -> Arrays.stream(new double[] {1 - p, p}))
                        .toArray()
                : answers;
    }

    /// By the manual's words on each objective.
    private static Link link(String name) {
        return switch (name) {
            case "binary_logistic", "reg_logistic", "base_score", "categorical", "categorical_onehot" ->
                new Link.Logistic(1);
            case "binary_hinge" -> new Link.Step();
            case "reg_gamma", "reg_tweedie", "count_poisson", "survival_cox" -> new Link.Exponential();
            case "softprob", "softmax", "dart", "parallel", "best_iteration" -> new Link.Softmax();
            default -> new Link.Identity();
        };
    }

    private static void train(Path folder, String library) throws IOException, InterruptedException {
        String classes = Path.of("target", "test-classes").toAbsolutePath().toString();
        String path = String.join(
                File.pathSeparator,
                classes,
                library,
                jar("kryo"),
                jar("commons-logging"),
                jar("objenesis"),
                jar("reflectasm"),
                jar("minlog"),
                jar("jackson-core"),
                jar("jackson-databind"),
                jar("jackson-annotations"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + Files.createDirectory(folder.resolve("tmp")),
                        "-cp",
                        path,
                        XgBoostTrainer.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static String jar(String name) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Path.of(entry).getFileName().toString().startsWith(name))
                .findFirst()
                .orElse("");
    }

    private static double[] numbers(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static Table rows(Path file, Model model) throws IOException {
        double[] values = numbers(file);
        List<String> names = model.inputs().names();
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            double[] column = new double[values.length / names.size()];
            for (int row = 0; row < column.length; row++) {
                column[row] = values[row * names.size() + i];
            }
            columns.put(names.get(i), NumberColumn.of(column));
        }
        return Table.of(columns);
    }
}
