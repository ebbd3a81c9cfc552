package dev.lepton.pipeline.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.automl.Folds;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Examples;
import dev.lepton.model.Metrics;
import dev.lepton.model.Task;
import dev.lepton.model.Weights;
import dev.lepton.table.TableFile;
import dev.lepton.testkit.GeneratedTables;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaterialTest {

    @TempDir
    private Path folder;

    static List<Task> tasks() {
        return GeneratedTables.tasks();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void whatIsMappedIsWhatWasWritten(Task task) throws IOException {
        Material written = Drills.material(task);
        written.write(folder.resolve("once"));
        try (Arena arena = Arena.ofConfined()) {
            Material read = Material.map(folder.resolve("once"), arena);
            assertThat(read.examples().task()).isEqualTo(task);
            assertThat(read.metric().id()).isEqualTo(written.metric().id());
            assertThat(read.folds().assignments()).isEqualTo(written.folds().assignments());
            assertThat(read.examples().weights().isUniform()).isTrue();
            read.write(folder.resolve("again"));
        }
        for (String file : List.of(Material.INPUTS, Material.TRUTH, Material.GOLDEN, Material.ABOUT)) {
            assertThat(folder.resolve("again").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("once").resolve(file));
        }
    }

    @Test
    void weightsAndTheOrderOfFoldsAreKept() {
        Examples plain = GeneratedTables.examples(Task.Regression.SQUARED, 50, Drills.SEED);
        double[] weights = IntStream.range(0, 50).mapToDouble(row -> row / 7.0).toArray();
        Material written = new Material(
                new Examples(plain.task(), plain.inputs(), plain.target(), Weights.of(weights)),
                Folds.ordered(IntStream.range(0, 50).asLongStream().toArray(), 4),
                Metrics.byDefault(plain.task()),
                plain.inputs().slice(0, 3));
        written.write(folder);
        try (Arena arena = Arena.ofConfined()) {
            Material read = Material.map(folder, arena);
            assertThat(read.examples().weights().toArray()).isEqualTo(weights);
            assertThat(read.folds().isOrdered()).isTrue();
            assertThat(read.folds().train(2)).isEqualTo(written.folds().train(2));
        }
    }

    @Test
    void aPartThatIsMissingOrDamagedIsNamed() throws IOException {
        Drills.material(GeneratedTables.BINARY).write(folder);
        Path other = folder.resolve("other.table");
        TableFile.write(GeneratedTables.mixed(3, Drills.SEED), other);
        Files.writeString(folder.resolve(Material.INPUTS), "not a table at all");
        try (Arena arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> Material.map(folder, arena))
                    .isInstanceOf(LeptonException.class)
                    .hasMessageContaining(Material.INPUTS);
            Files.delete(folder.resolve(Material.INPUTS));
            assertThatThrownBy(() -> Material.map(folder, arena))
                    .isInstanceOf(LeptonException.class)
                    .hasMessageContaining(Material.INPUTS);
        }
    }
}
