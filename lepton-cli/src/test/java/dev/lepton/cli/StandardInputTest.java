package dev.lepton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardInputTest {

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a,b         | csv
            [{"a": 1}]  | json
            {"a": 1}    | json
            PAR1xxx     | parquet
            x           | csv
            """)
    void pipeBecomesAFileOfTheFormThatItsStartShows(String text, String ending) throws IOException {
        Path copy = Path.of(StandardInput.orFile("-", stream(text)));

        assertThat(copy.toString()).endsWith("." + ending);
        assertThat(Files.readString(copy)).isEqualTo(text);
    }

    @Test
    void fileIsReadWhereItIs() {
        assertThat(StandardInput.orFile("a.csv", stream("x"))).isEqualTo("a.csv");
    }

    @Test
    void tableThroughAPipeIsAnsweredLikeItsFile() throws IOException, InterruptedException {
        TrainedModel model = TrainedModel.shared();
        Path answers = Files.createTempDirectory("piped").resolve("answers.csv");
        Child child = Child.start(
                answers.getParent(),
                java.util.List.of("predict", model.bundle().toString(), "-", "--out", "answers.csv"));
        try (var in = child.process().getOutputStream()) {
            Files.copy(model.table(), in);
        }

        assertThat(child.waitFor()).as(child.output()).isZero();
        assertThat(Files.readString(answers))
                .isEqualTo(Ran.command(
                                "predict",
                                model.bundle().toString(),
                                model.table().toString())
                        .out());
    }
}
