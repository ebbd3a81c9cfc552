package dev.lepton.pipeline.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.automl.Candidate;
import dev.lepton.automl.FoldFit;
import dev.lepton.automl.FoldFitter;
import dev.lepton.automl.InProcess;
import dev.lepton.base.Bytes;
import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Fit;
import dev.lepton.model.Learner;
import dev.lepton.model.Settings;
import dev.lepton.pipeline.Catalogue;
import dev.lepton.testkit.GeneratedTables;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Real processes that come to real harm.
@EnabledOnOs(value = OS.LINUX, disabledReason = "the drills use its signals and /proc")
class WorkersTest {

    private final Material material = Drills.material(GeneratedTables.BINARY);
    private final Path folder;
    private final RunFolder run;

    WorkersTest(@TempDir Path folder) {
        this.folder = folder;
        this.run = RunFolder.open(folder.resolve("run"), InstantSource.system());
        material.write(run.material());
    }

    @AfterEach
    void closeRun() {
        run.close();
    }

    private Fits fits(Limits limits) {
        return Fits.byWorkers(material, run, OptionalInt.empty(), new Command(DrillWorker.class, limits), 1);
    }

    private FoldFit fit(Fits fits, DrillLearner.Deed deed) {
        return fits.fit(DrillLearner.candidate(deed), 0, Drills.context(material));
    }

    /// The deed costs its own fit, with a reason; the next fit goes well.
    private void assertCostsOneFit(Limits limits, DrillLearner.Deed deed, ErrorCode code, String reason) {
        assertFails(limits, deed, code, reason);
        assertThat(journalled()).containsExactly("failed", "fitted");
    }

    /// The deed costs its own fit, and the same on half of the rows; the next fit goes well.
    private void assertCostsOneFitAndItsHalf(Limits limits, DrillLearner.Deed deed, String reason) {
        assertFails(limits, deed, ErrorCode.RESOURCE_EXHAUSTED, reason);
        assertThat(journalled()).containsExactly("failed", "failed", "fitted");
        assertThat(run.entries().get(1).get("task").get("rows").intValue()).isEqualTo(80);
    }

    private void assertFails(Limits limits, DrillLearner.Deed deed, ErrorCode code, String reason) {
        try (Fits fits = fits(limits)) {
            assertThatThrownBy(() -> fit(fits, deed))
                    .isInstanceOfSatisfying(
                            LeptonException.class, e -> assertThat(e.code()).isEqualTo(code))
                    .hasMessageContaining(reason);
            assertThat(fit(fits, DrillLearner.Deed.NOTHING).answers().size()).isPositive();
            assertThat(fits.notes()).isEmpty();
        }
        assertThat(run.entries().getFirst().get("reason").textValue()).contains(reason);
    }

    private List<String> journalled() {
        return run.entries().stream().map(entry -> entry.get("is").textValue()).toList();
    }

    @Test
    void aClockThatAWorkerDoesNotSeeEndsItsFit() throws Exception {
        AtomicLong clock = new AtomicLong();
        Deadline deadline = Deadline.none().and(Duration.ofHours(1), clock::get);
        Path mark = folder.resolve("mark");
        try (Fits fits = fits(Limits.DEFAULTS)) {
            CompletableFuture<FoldFit> waits = CompletableFuture.supplyAsync(() -> fits.fit(
                    DrillLearner.candidate(DrillLearner.Deed.WAIT, mark.toString()),
                    0,
                    Drills.context(material).withDeadline(deadline)));
            Drills.processAt(mark);
            clock.set(Duration.ofHours(1).toNanos());

            assertThat(waits.get(60, TimeUnit.SECONDS).answers().size()).isPositive();
        }
        assertThat(run.entries().stream().map(entry -> entry.get("is").textValue()))
                .containsExactly("cut");
    }

    @Test
    void whatWorkersUseUpStillCountsWhenTheyHaveEnded() throws InterruptedException {
        long before = ofWorkers();
        try (Fits fits = fits(Limits.DEFAULTS)) {
            fit(fits, DrillLearner.Deed.NOTHING);
        }
        // A virtual machine takes a tenth of a second of CPU time before it has done anything.
        assertThat(ofWorkers() - before).isGreaterThan(100_000_000L);
    }

    private static long ofWorkers() throws InterruptedException {
        Thread.sleep(20); // the clock is read anew after 10 ms
        return CpuClock.nanos() - Cost.processNanos();
    }

    @Test
    void aWorkersFitIsTheFitOfThisProcess() {
        Learner boosting = Catalogue.learner("lightgbm").with(Settings.parse("{\"rounds\": 8}"));
        List<Candidate> candidates = List.of( // the last two with a share of their rounds and rows
                new Candidate("lightgbm", boosting),
                new Candidate("lightgbm", boosting, 1 / 3.0),
                new Candidate("linear", Catalogue.learner("linear"), 1 / 3.0));
        try (Fits fits = fits(Limits.DEFAULTS)) {
            for (int fold = 0; fold < 3; fold++) {
                Candidate candidate = candidates.get(fold);
                FoldFit there = fits.fit(candidate, fold, Drills.context(material));
                FoldFit here = new InProcess(material.examples(), material.folds())
                        .fit(candidate, fold, Drills.context(material));
                assertThat(there.answers().toArray()).isEqualTo(here.answers().toArray());
                assertThat(there.model().toGraph().toBytes())
                        .isEqualTo(here.model().toGraph().toBytes());
            }
        }
    }

    @Test
    void aWorkerThatIsKilledCostsOneFit() throws Exception {
        Path mark = folder.resolve("mark");
        try (Fits fits = fits(Limits.DEFAULTS)) {
            CompletableFuture<FoldFit> killed = CompletableFuture.supplyAsync(() -> fits.fit(
                    DrillLearner.candidate(DrillLearner.Deed.SLEEP, mark.toString()), 0, Drills.context(material)));
            ProcessHandle.of(Drills.processAt(mark)).orElseThrow().destroyForcibly();
            assertThatThrownBy(killed::join)
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining("killed by signal 9");
            assertThat(fit(fits, DrillLearner.Deed.NOTHING).answers().size()).isPositive();
        }
    }

    @Test
    void aNativeAbortCostsOneFit() {
        assertCostsOneFit(
                Limits.DEFAULTS, DrillLearner.Deed.ABORT, ErrorCode.INTERNAL, "A native engine aborted (134)");
    }

    @Test
    void aFullHeapCostsOneFit() {
        assertCostsOneFitAndItsHalf(
                Limits.DEFAULTS.withMemory(Bytes.parse("512m")),
                DrillLearner.Deed.EXHAUST_HEAP,
                "its heap has 256.0 MB");
    }

    @Test
    void memoryOutsideOfTheHeapIsBoundedToo() {
        assertCostsOneFitAndItsHalf(
                Limits.DEFAULTS.withMemory(Bytes.parse("512m")),
                DrillLearner.Deed.HOARD_MEMORY,
                "more than the 512.0 MB");
    }

    @Test
    void aCandidateThatIsTooLargeLearnsFromHalfOfItsRows() {
        Candidate candidate = DrillLearner.candidate(DrillLearner.Deed.OUTGROW);
        Limits limits = Limits.DEFAULTS.withMemory(Bytes.parse("512m"));
        List<double[]> answers = new ArrayList<>();
        try (Fits fits = fits(limits)) {
            for (int fold = 0; fold < 2; fold++) {
                FoldFit fit = fits.fit(candidate, fold, Drills.context(material));
                answers.add(fit.answers().toArray());
                assertThat(fit.answers().size()).isEqualTo(material.folds().valid(fold).length);
            }
            assertThat(fits.notes())
                    .singleElement()
                    .asString()
                    .contains("half of the rows in 2 of 3 folds", "--memory");
        }
        List<String> journalled = journalled();
        assertThat(journalled)
                .as("the second fold is not tried with all rows")
                .containsExactly("failed", "fitted", "fitted");
        try (Fits fits = fits(limits)) {
            FoldFitter again = Fits.again(material, run, OptionalInt.empty());
            for (int fold = 0; fold < 2; fold++) {
                assertThat(fits.fit(candidate, fold, Drills.context(material))
                                .answers()
                                .toArray())
                        .isEqualTo(answers.get(fold));
                assertThat(again.fit(candidate, fold, Drills.context(material))
                                .answers()
                                .toArray())
                        .isEqualTo(answers.get(fold));
            }
            assertThat(fits.notes()).hasSize(1);
        }
        assertThat(journalled()).as("known from its files").isEqualTo(journalled);
    }

    @Test
    void whatIsTooLargeIsNotTriedAgainWhereNoTimeIsLeft() throws Exception {
        Path mark = folder.resolve("mark");
        Deadline deadline = Deadline.none();
        try (Fits fits = fits(Limits.DEFAULTS.withMemory(Bytes.parse("512m")))) {
            CompletableFuture<FoldFit> grows = CompletableFuture.supplyAsync(() -> fits.fit(
                    DrillLearner.candidate(DrillLearner.Deed.OUTGROW, mark.toString()),
                    0,
                    Drills.context(material).withDeadline(deadline)));
            Drills.processAt(mark);
            deadline.cancel();
            assertThatThrownBy(grows::join).hasMessageContaining("ran out of memory");
        }
        assertThat(journalled()).containsExactly("failed");
    }

    @Test
    void aWorkersFitOnASampleIsThatOfThisProcess() {
        Candidate candidate = new Candidate("linear", Catalogue.learner("linear"));
        OptionalInt rows = OptionalInt.of(70);
        Command command = new Command(DrillWorker.class, Limits.DEFAULTS);
        try (Fits fits = Fits.byWorkers(material, run, rows, command, 1)) {
            double[] sampled =
                    fits.fit(candidate, 0, Drills.context(material)).answers().toArray();
            assertThat(sampled)
                    .isEqualTo(material.fitter(rows)
                            .fit(candidate, 0, Drills.context(material))
                            .answers()
                            .toArray())
                    .isNotEqualTo(material.fitter(OptionalInt.empty())
                            .fit(candidate, 0, Drills.context(material))
                            .answers()
                            .toArray());
        }
    }

    @Test
    void aWorkerThatStandsStillCostsOneFit() {
        assertCostsOneFit(
                Limits.DEFAULTS.withSilence(Duration.ofSeconds(4)),
                DrillLearner.Deed.FREEZE,
                ErrorCode.RESOURCE_EXHAUSTED,
                "no sign of life for 4.00 s");
    }

    @Test
    void aLearnerThatThrowsCostsOneFitButNotItsWorker() {
        assertCostsOneFit(Limits.DEFAULTS, DrillLearner.Deed.THROW, ErrorCode.INTERNAL, "the drill says so");
    }

    @Test
    void whatEnginesPrintDoesNotDisturb() {
        try (Fits fits = fits(Limits.DEFAULTS)) {
            assertThat(fit(fits, DrillLearner.Deed.CHATTER).answers().size()).isPositive();
        }
    }

    @Test
    void aFitThatIgnoresItsDeadlineIsEnded() {
        Fit soon = Drills.context(material).withDeadline(Deadline.after(Duration.ofMillis(200)));
        try (Fits fits = fits(Limits.DEFAULTS.withGrace(Duration.ofSeconds(1)))) {
            assertThatThrownBy(() -> fits.fit(DrillLearner.candidate(DrillLearner.Deed.SLEEP), 0, soon))
                    .isInstanceOf(LeptonException.class)
                    .hasMessageContaining("after its time was over");
        }
    }

    @Test
    void cancellingReachesTheWorker() throws Exception {
        Path mark = folder.resolve("mark");
        Deadline deadline = Deadline.none();
        try (Fits fits = fits(Limits.DEFAULTS)) {
            CompletableFuture<FoldFit> waiting = CompletableFuture.supplyAsync(() -> fits.fit(
                    DrillLearner.candidate(DrillLearner.Deed.WAIT, mark.toString()),
                    0,
                    Drills.context(material).withDeadline(deadline)));
            interrupt(Drills.processAt(mark)); // as Ctrl-C does to all processes of a terminal
            deadline.cancel();
            assertThat(waiting.get(60, TimeUnit.SECONDS).answers().size()).isPositive();
        }
    }

    private static void interrupt(long pid) throws Exception {
        new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
    }

    @Test
    void aWorkerWithoutASupervisorEndsAtOnceThoughItFits() throws Exception {
        Path mark = folder.resolve("mark");
        Command command = new Command(DrillWorker.class, Limits.DEFAULTS);
        Path scratch = Files.createDirectories(folder.resolve("scratch"));
        Process worker = command.builder(run.material(), scratch)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        FitTask task = new FitTask(
                DrillLearner.candidate(DrillLearner.Deed.SLEEP, mark.toString()),
                0,
                Drills.SEED,
                OptionalInt.empty(),
                1);
        worker.getOutputStream()
                .write(new Order.Perform(task, Deadline.none(), folder.resolve("fit"))
                        .toLine()
                        .getBytes(StandardCharsets.UTF_8));
        worker.getOutputStream().flush();
        assertThat(Drills.processAt(mark)).isEqualTo(worker.pid());
        worker.getOutputStream().close();
        assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void nothingOfTheWorkersIsLeftBehind() {
        try (Fits fits = fits(Limits.DEFAULTS)) {
            fit(fits, DrillLearner.Deed.NOTHING);
            assertThat(run.scratch()).isDirectory();
        }
        assertThat(run.scratch()).doesNotExist();
        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(each -> each.info().commandLine().orElse("").contains("DrillWorker")))
                .isEmpty();
    }
}
