package dev.lepton.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Progress;
import dev.lepton.base.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a run says about data that look wrong.
class DataNotesTest {

    private static final int ROWS = 300;

    @TempDir
    private static Path folder;

    @Test
    void ordinaryRowsAreNotDoubted() throws IOException {
        List<String> notes = notes(plan(write("usual.csv", rows(1)))
                .withValid(write("usual-valid.csv", rows(2)).toString()));

        assertThat(notes).singleElement().satisfies(note -> assertThat(note).contains("was inferred"));
    }

    @Test
    void anAgeThatStandsForAMissingOneIsTold() throws IOException {
        List<String> rows = changed(rows(3), row -> row % 10 == 0 ? "-999" : null, 1);

        assertThat(notes(plan(write("sentinel.csv", rows))))
                .anyMatch(note -> note.contains("\"age\" is -999") && note.contains("--missing -999"));
    }

    @Test
    void classesThatAreSpeltInTwoWaysAreTold() throws IOException {
        List<String> cased = changed(rows(4), row -> row % 9 == 0 ? "Yes" : row % 2 == 0 ? "yes" : "no", 2);
        List<String> slipped = changed(rows(4), row -> row < 5 ? "chruned" : row % 2 == 0 ? "churned" : "stayed", 2);

        assertThat(notes(plan(write("cased.csv", cased))))
                .anyMatch(note -> note.contains("differ in case or blanks only: \"Yes\", \"yes\""));
        assertThat(notes(plan(write("slipped.csv", slipped))))
                .anyMatch(note -> note.contains("\"chruned\" in 5 rows, one letter away from \"churned\""));
    }

    @Test
    void aClassOfFewRowsIsTold() throws IOException {
        List<String> rare = changed(rows(5), row -> row < 3 ? "rare" : row % 2 == 0 ? "yes" : "no", 2);

        assertThat(notes(plan(write("rare.csv", rare))))
                .anyMatch(note -> note.contains("too few to learn and to judge: \"rare\" 3"));
    }

    @Test
    void validationRowsThatAreDistributedOtherwiseAreTold() throws IOException {
        Path drifted = write("drifted.csv", changed(rows(7), row -> String.valueOf(60 + row % 30), 1));

        assertThat(notes(plan(write("steady.csv", rows(6))).withValid(drifted.toString())))
                .anyMatch(note -> note.startsWith("Column \"age\" is distributed otherwise"));
    }

    @Test
    void validationRowsThatWereLearntFromAreTold() throws IOException {
        List<String> known = rows(8);
        Path shared = write("shared.csv", known.subList(0, 120));

        assertThat(notes(plan(write("whole.csv", known)).withValid(shared.toString())))
                .anyMatch(note -> note.startsWith("120 of 120 rows to be judged equal a training row"));
    }

    @Test
    void whatIsToldIsAlsoSaidWhileTheRunGoesOn() throws IOException {
        Plan plan = plan(write("told.csv", changed(rows(10), row -> row % 10 == 0 ? "-999" : null, 1)));
        List<String> warned = new ArrayList<>();
        Progress watcher = event -> {
            if (event instanceof Progress.Event.Warned warning) {
                warned.add(warning.message());
            }
        };
        Run run = Lepton.run(plan, watcher, plan.effectiveBudget().start());

        assertThat(warned).containsExactlyElementsOf(run.notes()).anyMatch(note -> note.contains("-999"));
    }

    private static Plan plan(Path rows) {
        return Plan.of(rows.toString(), "y").withTrials(2).withThreads(1).withLearners(List.of("dummy", "linear"));
    }

    private static List<String> notes(Plan plan) {
        return Lepton.run(plan, Progress.SILENT, plan.effectiveBudget().start()).notes();
    }

    /// A number, an age, and a class that the number tells something of.
    private static List<String> rows(long seed) {
        RandomGenerator random = new Seed(seed).random();
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            double x = random.nextGaussian();
            rows.add(String.format(
                    Locale.ROOT,
                    "%.5f,%d,%s",
                    x,
                    20 + random.nextInt(50),
                    x + 1.5 * random.nextGaussian() > 0 ? "yes" : "no"));
        }
        return rows;
    }

    /// The rows with other cells in one column, where there is another.
    private static List<String> changed(List<String> rows, IntFunction<String> other, int column) {
        List<String> changed = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            String[] cells = rows.get(row).split(",");
            cells[column] = other.apply(row) == null ? cells[column] : other.apply(row);
            changed.add(String.join(",", cells));
        }
        return changed;
    }

    private static Path write(String name, List<String> rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of("x,age,y"));
        lines.addAll(rows);
        return Files.write(folder.resolve(name), lines);
    }
}
