package dev.lepton.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.LeptonException;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportingTest {

    @TempDir
    Path folder;

    /// Opening replays golden rows that the engine answered.
    @ParameterizedTest
    @ValueSource(strings = {"lg_breast_cancer.txt", "lgmulticlass.model", "lg_dart_breast_cancer.model"})
    void aModelOfAnotherProgramBecomesABundleThatAnswersLikeIt(String name) {
        Path file = Path.of(Optional.ofNullable(System.getenv("LEPTON_DATA")).orElse("../../shared/data"))
                .resolveSibling("fixtures")
                .resolve("tree-models")
                .resolve(name);
        Assumptions.assumeTrue(Files.exists(file), () -> "There is no fixture " + file);

        Bundle bundle = Lepton.importModel(file);

        try (Predictor predictor = Predictor.open(Bundle.read(bundle.toBytes(), name))) {
            assertThat(predictor.predict(bundle.golden().rows()).size()).isEqualTo(20);
        }
    }

    @Test
    void aFileThatIsNoModelIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "nothing here");

        assertThatThrownBy(() -> Lepton.importModel(file))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("notes.txt")
                .hasMessageContaining("no tree model");
    }
}
