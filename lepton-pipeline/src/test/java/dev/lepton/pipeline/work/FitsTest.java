package dev.lepton.pipeline.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.automl.Candidate;
import dev.lepton.automl.FoldFit;
import dev.lepton.automl.InProcess;
import dev.lepton.base.AtomicFiles;
import dev.lepton.base.Deadline;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Progress;
import dev.lepton.model.Fit;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import dev.lepton.pipeline.Catalogue;
import dev.lepton.testkit.GeneratedTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FitsTest {

    @TempDir
    private Path folder;

    private RunFolder open() {
        return RunFolder.open(folder.resolve("run"), InstantSource.system());
    }

    private List<String> journalled() {
        return Journal.read(folder.resolve("run").resolve("journal.jsonl")).stream()
                .map(entry -> entry.get("is").textValue())
                .toList();
    }

    static Stream<Arguments> everyLearner() {
        return Stream.of(GeneratedTables.BINARY, GeneratedTables.MULTICLASS, Task.Regression.SQUARED)
                .flatMap(task -> Catalogue.learners().stream().map(learner -> Arguments.of(task, small(learner.id()))));
    }

    private static Candidate small(String id) {
        Settings few = switch (id) {
            case "lightgbm", "xgboost" -> Settings.parse("{\"rounds\": 8}");
            case "random_forest", "extra_trees" -> Settings.parse("{\"trees\": 5}");
            case "realmlp" -> Settings.parse("{\"epochs\": 2, \"width\": 8}");
            case "tabm" -> Settings.parse("{\"epochs\": 2, \"width\": 8, \"members\": 2}");
            default -> Settings.NONE;
        };
        return new Candidate(id, Catalogue.learner(id).with(few));
    }

    @ParameterizedTest
    @MethodSource("everyLearner")
    void aFitOutOfFilesIsTheFitThatWasMade(Task task, Candidate candidate) {
        Material material = Drills.material(task);
        FoldFit made = new InProcess(material.examples(), material.folds()).fit(candidate, 0, Drills.context(material));
        try (RunFolder run = open();
                Fits fits = Fits.inProcess(material, run, OptionalInt.empty())) {
            FoldFit kept = fits.fit(candidate, 0, Drills.context(material));

            assertThat(kept.answers().toArray()).isEqualTo(made.answers().toArray());
            assertThat(kept.model().toGraph().toBytes())
                    .isEqualTo(made.model().toGraph().toBytes());
            assertThat(kept.model().inputs()).isEqualTo(made.model().inputs());
            assertThat(kept.model().predict(material.golden()).toArray())
                    .isEqualTo(made.model().predict(material.golden()).toArray());
            assertThat(kept.bytes()).isEqualTo(made.bytes());
            assertThat(kept.model().rounds()).isEqualTo(made.model().rounds());
        }
    }

    @Test
    void aFinishedFitIsNotMadeAgain() throws IOException {
        Material material = Drills.material(GeneratedTables.BINARY);
        Path mark = folder.resolve("mark");
        Candidate candidate = DrillLearner.candidate(DrillLearner.Deed.NOTHING, mark.toString());
        double[] first;
        try (RunFolder run = open();
                Fits fits = Fits.inProcess(material, run, OptionalInt.empty())) {
            first = fits.fit(candidate, 1, Drills.context(material)).answers().toArray();
        }
        Files.delete(mark);
        try (RunFolder run = open();
                Fits fits = Fits.inProcess(material, run, OptionalInt.empty())) {
            assertThat(fits.fit(candidate, 1, Drills.context(material))
                            .answers()
                            .toArray())
                    .isEqualTo(first);
            assertThat(mark).doesNotExist();
            fits.fit(candidate, 2, Drills.context(material));
            assertThat(mark).exists();
        }
        assertThat(journalled()).containsExactly("fitted", "fitted");
    }

    @Test
    void aFitOfFewRoundsOrRowsIsKeptApartFromTheWholeOne() {
        Material material = Drills.material(GeneratedTables.BINARY);
        for (String id : List.of("lightgbm", "linear")) {
            Candidate whole = small(id);
            Candidate part = new Candidate(whole.name(), whole.learner(), 1 / 3.0);
            List<double[]> made = new ArrayList<>();
            for (int round = 0; round < 2; round++) {
                try (RunFolder run = open();
                        Fits fits = Fits.inProcess(material, run, OptionalInt.empty())) {
                    for (Candidate candidate : List.of(part, whole)) {
                        made.add(fits.fit(candidate, 0, Drills.context(material))
                                .answers()
                                .toArray());
                    }
                }
            }
            assertThat(made.get(0)).isNotEqualTo(made.get(1)).isEqualTo(made.get(2));
            assertThat(made.get(1)).isEqualTo(made.get(3));
        }
        assertThat(journalled()).containsExactly("fitted", "fitted", "fitted", "fitted");
        assertThat(RunHistory.read(withPlan()).trials())
                .extracting(Tried::folds)
                .as("folds that are fitted whole")
                .containsExactly(1, 1);
    }

    @Test
    void onlyWhatWasFittedWholeIsTriedByWhoeverGoesOn() {
        Material material = Drills.material(GeneratedTables.BINARY);
        Candidate linear = small("linear");
        try (RunFolder run = open();
                Fits fits = Fits.inProcess(material, run, OptionalInt.empty())) {
            fits.fit(new Candidate("part", linear.learner(), 1 / 3.0), 0, Drills.context(material));
            fits.fit(linear, 0, Drills.context(material));
            for (String name : List.of("part", "linear")) {
                run.progress(Progress.SILENT).on(new Progress.Event.TrialFinished(1, name, 0.5, 0.5));
            }

            assertThat(run.candidates(Catalogue::learner))
                    .extracting(Candidate::name)
                    .containsExactly("linear");
        }
        assertThat(RunHistory.read(withPlan()).trials())
                .extracting(Tried::folds)
                .containsExactly(0, 1);
    }

    /// The folder of the run, which a history takes for one only where it has a plan.
    private Path withPlan() {
        Path run = folder.resolve("run");
        AtomicFiles.write(run.resolve("plan.yaml"), out -> out.write(new byte[0]));
        return run;
    }

    @Test
    void aFitWhoseFilesWereDamagedIsMadeAgain() throws IOException {
        Material material = Drills.material(GeneratedTables.BINARY);
        Path mark = folder.resolve("mark");
        Candidate candidate = DrillLearner.candidate(DrillLearner.Deed.NOTHING, mark.toString());
        for (String damaged : List.of("answers.table", "golden.table", "model.onnx", "fit.json")) {
            try (RunFolder run = open();
                    Fits fits = Fits.inProcess(material, run, OptionalInt.empty())) {
                fits.fit(candidate, 0, Drills.context(material));
                Files.delete(mark);
                String key = run.entries().getFirst().get("key").textValue();
                Files.writeString(run.fit(key).resolve(damaged), "?");
            }
            try (RunFolder run = open();
                    Fits fits = Fits.inProcess(material, run, OptionalInt.empty())) {
                fits.fit(candidate, 0, Drills.context(material));
                assertThat(mark).as(damaged).exists();
            }
        }
    }

    @Test
    void whatTheEndOfTimeCutShortIsNotFinished() {
        Material material = Drills.material(GeneratedTables.BINARY);
        Candidate candidate = DrillLearner.candidate(DrillLearner.Deed.WAIT);
        Fit soon = Drills.context(material).withDeadline(Deadline.after(Duration.ofMillis(20)));
        try (RunFolder run = open();
                Fits fits = Fits.inProcess(material, run, OptionalInt.empty())) {
            assertThat(fits.fit(candidate, 0, soon).answers().size())
                    .isEqualTo(material.folds().valid(0).length);
        }
        assertThat(journalled()).containsExactly("cut");
    }

    @Test
    void aFailureIsWrittenDownAndTriedAgain() {
        Material material = Drills.material(GeneratedTables.BINARY);
        Candidate linear = new Candidate("linear", Catalogue.learner("linear"));
        Fit over = Drills.context(material).withDeadline(Deadline.after(Duration.ZERO));
        try (RunFolder run = open();
                Fits fits = Fits.inProcess(material, run, OptionalInt.empty())) {
            assertThatThrownBy(() -> fits.fit(linear, 0, over)).isInstanceOf(LeptonException.class);
            fits.fit(linear, 0, Drills.context(material));
        }
        assertThat(journalled()).containsExactly("failed", "fitted");
    }

    @Test
    void aModelOutOfFilesRefusesRowsThatItsEngineNeverSaw() {
        Material material = Drills.material(GeneratedTables.BINARY);
        try (RunFolder run = open();
                Fits fits = Fits.inProcess(material, run, OptionalInt.empty())) {
            FoldFit kept = fits.fit(small("linear"), 0, Drills.context(material));
            assertThatThrownBy(() ->
                            kept.model().predict(material.examples().inputs().slice(0, 12)))
                    .isInstanceOf(LeptonException.class)
                    .hasMessageContaining("golden");
        }
    }
}
