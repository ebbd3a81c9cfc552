package dev.lepton.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Progress;
import dev.lepton.base.Seed;
import dev.lepton.model.Estimates;
import dev.lepton.model.Fit;
import dev.lepton.model.Memo;
import dev.lepton.model.Metrics;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AnswerStoreTest {

    private static final int WIDTH = 3;
    private static final int[] PLACES = {4, 0, 2, 6, 1, 5, 3};

    @TempDir
    Path folder;

    @Test
    void partsArePutTogetherInTheOrderOfTheRows() {
        List<Predictions> parts = List.of(Estimates.of(10, 11, 12), Estimates.of(13), Estimates.of(14, 15, 16));

        for (int most : new int[] {7, 6}) { // in memory, in a file
            assertThat(new AnswerStore(folder, most).gathered(parts, PLACES).toArray())
                    .containsExactly(14, 10, 12, 16, 11, 15, 13);
        }
    }

    @Test
    void inAFileProbabilitiesAreRoundedToFloat32AndNothingElse() {
        // more rows than fit into one block of the writer
        List<Predictions> parts = List.of(probabilities(5_000, 1), probabilities(9_000, 2));
        int[] places = reversed(14_000);
        double[] exact = new AnswerStore(folder, Integer.MAX_VALUE)
                .gathered(parts, places)
                .toArray();

        double[] rounded = new AnswerStore(folder, 0).gathered(parts, places).toArray();

        assertThat(rounded)
                .containsExactly(Arrays.stream(exact).map(cell -> (float) cell).toArray());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // where a file in use cannot be deleted
    void noFileIsLeftWhileAnswersAreInUse() throws IOException {
        Predictions answers = new AnswerStore(folder, 0).gathered(List.of(probabilities(100, 1)), reversed(100));

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
        assertThat(answers.get(0, 0)).isCloseTo(probabilities(100, 1).get(99, 0), within(Math.ulp(1f) / 2.0));
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamedBeforeAnythingIsLearnt() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        AnswerStore store = new AnswerStore(file, 100);

        store.check(50, 2); // belongs in memory
        assertThatThrownBy(() -> search(store, 1, OptionalInt.of(2)))
                .isInstanceOfSatisfying(
                        LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED))
                .hasMessageStartingWith("Could not keep ")
                .hasMessageContaining("\"" + file + "\"")
                .hasMessageContaining("TMPDIR");
    }

    @Test
    void moreAnswersThanCanBeAddedUpAreRejected() {
        assertThatThrownBy(() -> new AnswerStore(folder, 100).check(100_000_000, 30))
                .isInstanceOf(LeptonException.class)
                .hasMessageStartingWith("Answers for 100,000,000 rows of 30 numbers each are more than");
    }

    @Test
    void aSearchWithAnswersInFilesFindsTheSame() {
        Found inMemory = search(new AnswerStore(folder, 200), 1, OptionalInt.of(6));
        Found inFiles = search(new AnswerStore(folder, 199), 2, OptionalInt.of(6));

        // estimates keep float64 in files, so nothing may differ
        assertThat(inFiles.ensemble().score()).isEqualTo(inMemory.ensemble().score());
        assertThat(inFiles.ensemble().shares()).isEqualTo(inMemory.ensemble().shares());
        assertThat(inFiles.ranking().stream().map(Contender::score))
                .containsExactlyElementsOf(
                        inMemory.ranking().stream().map(Contender::score).toList());
    }

    @Test
    void whoCannotJoinTheEnsembleKeepsNoAnswers() {
        Found found = search(new AnswerStore(folder, 0), 1, OptionalInt.of(6));

        assertThat(found.ranking()).hasSize(6);
        assertThat(found.ranking())
                .allSatisfy(
                        contender -> assertThat(contender.answers().size()).isEqualTo(contender.hasModels() ? 200 : 0));
        assertThat(found.ranking().stream().filter(Contender::hasModels)).hasSize(4);
    }

    private static Found search(AnswerStore store, int threads, OptionalInt trials) {
        SearchOptions options = SearchOptions.DEFAULTS.withTrials(trials).withMembers(4);
        Folds folds = Folds.stratified(SearchTest.EXAMPLES.target(), 5, new Seed(1));
        return new Search(folds, options, new FoldRows(SearchTest.EXAMPLES, folds), store)
                .run(
                        List.of(
                                SlopeLearner.candidate("mean", "x", 0),
                                SlopeLearner.candidate("by_x", "x", 4),
                                SlopeLearner.candidate("by_z", "z", 4)),
                        new Fit(new Seed(1), Deadline.none(), threads, Progress.SILENT, Metrics.RMSE, new Memo()));
    }

    private static int[] reversed(int rows) {
        int[] places = new int[rows];
        Arrays.setAll(places, row -> rows - 1 - row);
        return places;
    }

    private static Probabilities probabilities(int rows, int seed) {
        RandomGenerator random = new Seed(seed).random();
        double[] cells = new double[rows * WIDTH];
        for (int from = 0; from < cells.length; from += WIDTH) {
            cells[from] = random.nextDouble() / 2;
            cells[from + 1] = random.nextDouble() / 2;
            cells[from + 2] = 1 - cells[from] - cells[from + 1];
        }
        return Probabilities.of(cells, WIDTH);
    }
}
