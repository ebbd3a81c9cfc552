package dev.lepton.pipeline.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lepton.base.LeptonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("run").resolve("journal.jsonl");
    }

    private static List<Integer> numbers(List<JsonNode> entries) {
        return entries.stream().map(entry -> entry.get("n").intValue()).toList();
    }

    private void append(int... numbers) {
        try (Journal journal = Journal.open(file)) {
            for (int number : numbers) {
                journal.append(Json.object().put("n", number));
            }
        }
    }

    @Test
    void linesOfSeveralOpeningsFollowEachOther() {
        append(1, 2);
        append(3);
        assertThat(numbers(Journal.read(file))).containsExactly(1, 2, 3);
        try (Journal journal = Journal.open(file)) {
            assertThat(numbers(journal.entries())).containsExactly(1, 2, 3);
        }
    }

    @Test
    void whereverAWriteWasCutOnlyItsOwnLineIsLost() throws IOException {
        append(1, 2, 3);
        byte[] whole = Files.readAllBytes(file);
        int second = whole.length * 2 / 3;
        for (int length = second; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(numbers(Journal.read(file))).containsExactly(1, 2);
            append(4);
            assertThat(numbers(Journal.read(file))).containsExactly(1, 2, 4);
        }
    }

    @Test
    void aDamagedLineBeforeTheLastIsNamed() throws IOException {
        append(1);
        Files.writeString(file, "{\"n\": \n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> Journal.read(file))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("Line 2");
    }

    @Test
    void aJournalThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Journal.read(file))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("journal.jsonl");
    }
}
