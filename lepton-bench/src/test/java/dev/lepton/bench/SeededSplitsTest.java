package dev.lepton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeededSplitsTest {

    @TempDir
    Path folder;

    @Test
    void aSplitHoldsTheSameRowsInOtherPlaces() throws IOException {
        PublicSet set = set();

        PublicSet drawn = new SeededSplits(folder.resolve("drawn")).split(set, 1);

        assertThat(rows(drawn)).containsExactlyInAnyOrderElementsOf(rows(set)).isNotEqualTo(rows(set));
        assertThat(SeededSplits.records(Files.readString(drawn.train()))).hasSize(1 + 60);
        assertThat(SeededSplits.records(Files.readString(drawn.test()))).hasSize(1 + 20);
    }

    @Test
    void aNumberAlwaysGivesTheSameSplitAndAnotherNumberAnother() throws IOException {
        PublicSet set = set();

        List<String> first = rows(new SeededSplits(folder.resolve("a")).split(set, 1));

        assertThat(rows(new SeededSplits(folder.resolve("b")).split(set, 1))).isEqualTo(first);
        assertThat(rows(new SeededSplits(folder.resolve("c")).split(set, 2))).isNotEqualTo(first);
    }

    @Test
    void splitZeroIsThePublishedOne() throws IOException {
        PublicSet set = set();

        assertThat(new SeededSplits(folder).split(set, 0)).isSameAs(set);
    }

    @Test
    void everyRowIsTheTestOfOneFoldAndForTrainingInTheOthers() throws IOException {
        PublicSet set = set();
        List<String> tests = new ArrayList<>();
        for (int fold = 0; fold < 7; fold++) {
            PublicSet drawn = new SeededSplits(folder.resolve("drawn")).fold(set, fold, 7);
            List<String> test = SeededSplits.records(Files.readString(drawn.test()));
            assertThat(test).hasSizeBetween(1 + 11, 1 + 12);
            assertThat(rows(drawn)).containsExactlyInAnyOrderElementsOf(rows(set));
            tests.addAll(test.subList(1, test.size()));
        }
        assertThat(tests).containsExactlyInAnyOrderElementsOf(rows(set));
    }

    @Test
    void aLineBreakBetweenQuotesStaysInItsRecord() {
        assertThat(SeededSplits.records("a,b\n1,\"x\ny\"\r\n2,\"say \"\"hi\"\"\"\n"))
                .containsExactly("a,b", "1,\"x\ny\"", "2,\"say \"\"hi\"\"\"");
    }

    private PublicSet set() throws IOException {
        StringBuilder train = new StringBuilder("x,y\n");
        StringBuilder test = new StringBuilder("x,y\n");
        for (int row = 0; row < 80; row++) {
            (row < 60 ? train : test).append(row).append(",").append(row % 2).append("\n");
        }
        Path own = Files.createDirectories(folder.resolve("set"));
        Files.writeString(own.resolve("train.csv"), train);
        Files.writeString(own.resolve("test.csv"), test);
        return new PublicSet(own, "set", "binary", "y", 80);
    }

    private static List<String> rows(PublicSet set) throws IOException {
        List<String> train = SeededSplits.records(Files.readString(set.train()));
        List<String> test = SeededSplits.records(Files.readString(set.test()));
        List<String> rows = new ArrayList<>(train.subList(1, train.size()));
        rows.addAll(test.subList(1, test.size()));
        return rows;
    }
}
