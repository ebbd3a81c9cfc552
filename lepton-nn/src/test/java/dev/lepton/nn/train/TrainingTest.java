package dev.lepton.nn.train;

import static dev.lepton.nn.layer.Layers.dense;
import static dev.lepton.nn.layer.Layers.dropout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.graph.Shape;
import dev.lepton.nn.Network;
import dev.lepton.nn.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {

    private static final Network NET = Network.of(dense(16).batchNorm().relu(), dropout(0.2), dense(2));
    private static final Samples TRAIN = Blobs.of(203, 1);
    private static final Samples VALID = Blobs.of(100, 2);
    private static final Training SHORT =
            Training.DEFAULTS.withEpochs(4).withBatchSize(20).withLearningRate(0.01);

    @TempDir
    private Path folder;

    @Test
    void aNetLearnsAndIsScored() {
        Trained trained = SHORT.withEpochs(10).fit(NET, TRAIN, VALID);
        Trained.Quality quality = trained.evaluate(VALID);
        // two clouds whose centres are 2.8 deviations apart: the best possible is 92 %
        assertThat(quality.accuracy()).isGreaterThan(0.85);
        assertThat(trained.curve()).hasSize(10);
        assertThat(trained.ending()).isEqualTo(Ending.COMPLETED);
        Point best = trained.curve().get(trained.bestEpoch() - 1);
        assertThat(quality.loss()).isCloseTo(best.validLoss(), within(1e-6)); // the same weights, the same batches
        assertThat(trained.curve()).allMatch(point -> point.validLoss() >= best.validLoss());
    }

    @Test
    void answersAreScoredAsEvaluateDoes() {
        Trained trained = SHORT.fit(NET, TRAIN);
        Answers answers = trained.predict(VALID);
        int right = 0;
        for (int i = 0; i < VALID.size(); i++) {
            right += answers.greatest(i) == i % 2 ? 1 : 0;
        }
        assertThat(trained.evaluate(VALID).accuracy()).isEqualTo(right / 100.0);
        assertThat(answers.size()).isEqualTo(100);
        assertThat(answers.of(3)).hasSize(2);
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        Weights first = SHORT.fit(NET, TRAIN).weights();
        assertSame(SHORT.fit(NET, TRAIN).weights(), first);
        assertSame(SHORT.fit(NET, Blobs.watched(TRAIN, () -> {})).weights(), first); // by threads of the loader
        assertThat(SHORT.withSeed(new Seed(2))
                        .fit(NET, TRAIN)
                        .weights()
                        .tensor("0.weight")
                        .toFloats())
                .isNotEqualTo(first.tensor("0.weight").toFloats());
    }

    @Test
    void aTrainingThatWasEndedGoesOnToTheSameBytes() {
        for (Optimizer optimizer : List.of(Optimizer.ADAM_W, Optimizer.SGD, Optimizer.LBFGS)) {
            Training training = SHORT.withOptimizer(optimizer.withLearningRate(0.05))
                    .withSchedule(new Schedule.Plateau(1, 0.5, 0.01))
                    .withAveraging(0.9);
            Path file = folder.resolve(optimizer.getClass().getSimpleName());
            Trained whole = training.fit(NET, TRAIN, VALID);
            Trained part = endedAfter(25, training, file); // of 44 batches
            assertThat(part.ending()).isEqualTo(Ending.CANCELLED);
            assertThat(part.curve()).hasSizeLessThan(4);
            Trained resumed =
                    training.fit(NET, TRAIN, Optional.of(VALID), Run.plain().withCheckpoint(file));
            assertSame(resumed.weights(), whole.weights());
            assertThat(resumed.bestEpoch()).isEqualTo(whole.bestEpoch());
            assertThat(resumed.curve().stream().map(Point::validLoss))
                    .containsExactlyElementsOf(
                            whole.curve().stream().map(Point::validLoss).toList());
            assertThat(resumed.curve().stream().map(Point::loss))
                    .containsExactlyElementsOf(
                            whole.curve().stream().map(Point::loss).toList());
        }
    }

    private Trained endedAfter(int batches, Training training, Path file) {
        Deadline deadline = Deadline.none();
        AtomicInteger filled = new AtomicInteger();
        Samples ending = Blobs.watched(TRAIN, () -> {
            if (filled.incrementAndGet() == batches) {
                deadline.cancel();
            }
        });
        return training.fit(
                NET,
                ending,
                Optional.of(VALID),
                Run.plain().withDeadline(deadline).withCheckpoint(file));
    }

    @Test
    void aFinishedTrainingIsNotDoneAgain() {
        Run run = Run.plain().withCheckpoint(folder.resolve("done"));
        Trained first = SHORT.fit(NET, TRAIN, Optional.of(VALID), run);
        List<Point> points = new ArrayList<>();
        Trained again = SHORT.fit(NET, TRAIN, Optional.of(VALID), run.withPoints(points::add));
        assertSame(again.weights(), first.weights());
        assertThat(points).isEmpty();
    }

    @Test
    void aCheckpointOfAnotherTrainingIsRefused() {
        Run run = Run.plain().withCheckpoint(folder.resolve("other"));
        SHORT.fit(NET, TRAIN, Optional.empty(), run);
        assertThatThrownBy(() -> SHORT.withBatchSize(21).fit(NET, TRAIN, Optional.empty(), run))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("another training");
    }

    @Test
    void aDamagedCheckpointIsRefused() throws IOException {
        Path file = folder.resolve("damaged");
        Run run = Run.plain().withCheckpoint(file);
        SHORT.fit(NET, TRAIN, Optional.empty(), run);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> SHORT.fit(NET, TRAIN, Optional.empty(), run))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("checksum");
        Files.write(file, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> SHORT.fit(NET, TRAIN, Optional.empty(), run))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("LEPTONCK");
    }

    @Test
    void aBatchInPartsGivesTheGradientOfTheWhole() {
        Network plain = Network.of(dense(16).relu(), dense(2));
        Training training = SHORT.withOptimizer(Optimizer.SGD)
                .withBatchSize(32)
                .withLoss(new Loss.CrossEntropy(List.of(1.0, 3.0), 0.1));
        Weights whole = training.fit(plain, TRAIN).weights();
        Weights parts = training.withGradients(Gradients.DEFAULTS.withParts(2))
                .fit(plain, TRAIN)
                .weights();
        whole.tensors()
                .forEach((name, tensor) -> assertThat(parts.tensor(name).toFloats())
                        // sums in another order, over 28 steps
                        .containsExactly(tensor.toFloats(), within(1e-5f)));
    }

    @Test
    void theBestWeightsAreRestoredWhenValidationGetsNoBetter() {
        List<Double> scores = List.of(0.3, 0.7, 0.6, 0.5, 0.9, 0.1);
        AtomicInteger asked = new AtomicInteger();
        Score scripted = new Score.Custom("scripted", true, answers -> scores.get(asked.getAndIncrement()));
        Training training = SHORT.withEpochs(6).withStopping(new Stopping(scripted, 2, 0));
        Trained trained = training.fit(NET, TRAIN, VALID);
        assertThat(trained.ending()).isEqualTo(Ending.STOPPED_EARLY);
        assertThat(trained.curve()).hasSize(4);
        assertThat(trained.bestEpoch()).isEqualTo(2);
        assertSame(trained.weights(), SHORT.withEpochs(2).fit(NET, TRAIN).weights());
    }

    @Test
    void anInputThatIsNotANumberStopsTheTrainingAndKeepsWhatWasGood() {
        float[] values = new float[400];
        values[123] = Float.NaN;
        Samples broken = Samples.classified(Shape.of(2), values, new int[200]);
        TrainingDiverged diverged = catchThrowableOfType(TrainingDiverged.class, () -> SHORT.fit(NET, broken));
        assertThat(diverged).hasMessageContaining("NaN").hasMessageContaining("input 0");
        assertThat(diverged.code()).isEqualTo(ErrorCode.INVALID_DATA);
        assertFinite(diverged.lastGood().weights());
        assertSame(
                diverged.lastGood().weights(),
                NET.initial(Shape.of(2), SHORT.seed().child("weights")));
    }

    @Test
    void aLearningRateThatIsTooHighStopsTheTrainingAndKeepsTheBest() {
        Network plain = Network.of(dense(16).relu(), dense(2));
        AtomicInteger epochs = new AtomicInteger();
        // a rate that grows without measure
        Training training = SHORT.withOptimizer(new Optimizer.Sgd(1e30, 0, false, 0))
                .withEpochs(50)
                .withSchedule(new Schedule.OneCycle(1, 1e38, 1));
        TrainingDiverged diverged = catchThrowableOfType(
                TrainingDiverged.class,
                () -> training.fit(
                        plain, TRAIN, Optional.of(VALID), Run.plain().withPoints(point -> epochs.incrementAndGet())));
        assertThat(diverged).hasMessageContaining("Lower the learning rate");
        assertThat(diverged.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertFinite(diverged.lastGood().weights());
        assertThat(diverged.lastGood().curve()).hasSize(epochs.get());
    }

    @Test
    void aDeadlineEndsTheTrainingInsideOfAnEpoch() {
        AtomicLong clock = new AtomicLong();
        Deadline deadline = Deadline.after(Duration.ofSeconds(100), clock::get);
        Samples slow = Blobs.watched(TRAIN, () -> clock.addAndGet(3_000_000_000L)); // 33 batches' worth of time
        Trained trained = SHORT.withSchedule(Schedule.COSINE)
                .withEpochs(1_000)
                .fit(NET, slow, Optional.of(VALID), Run.plain().withDeadline(deadline));
        assertThat(trained.ending()).isEqualTo(Ending.DEADLINE);
        assertThat(trained.curve()).hasSizeBetween(1, 3);
        // the schedule was run through by the time, not by the epochs that nobody could have reached
        assertThat(trained.curve().getLast().learningRate()).isLessThan(0.005);
    }

    @Test
    void aTrainingThatIsCancelledAtOnceAnswersWithWhereItBegan() {
        Deadline deadline = Deadline.none();
        deadline.cancel();
        Trained trained = SHORT.fit(NET, TRAIN, Optional.of(VALID), Run.plain().withDeadline(deadline));
        assertThat(trained.ending()).isEqualTo(Ending.CANCELLED);
        assertSame(trained.weights(), NET.initial(Shape.of(2), SHORT.seed().child("weights")));
    }

    @Test
    void averagedWeightsAreThoseThatAreValidated() {
        Training training = SHORT.withEpochs(1).withAveraging(0.99);
        Trained averaged = training.fit(NET, TRAIN, VALID);
        Trained plain = training.withAveraging(0).fit(NET, TRAIN, VALID);
        assertThat(averaged.weights().tensor("0.weight").toFloats())
                .isNotEqualTo(plain.weights().tensor("0.weight").toFloats());
        assertThat(averaged.evaluate(VALID).loss())
                .isCloseTo(averaged.curve().getFirst().validLoss(), within(1e-6)); // the same weights and batches
    }

    @Test
    void bfloat16LearnsAboutTheSameAndAutoPicksOneOfBoth() {
        double whole =
                SHORT.withEpochs(10).fit(NET, TRAIN, VALID).evaluate(VALID).loss();
        Trained chosen = SHORT.withEpochs(10).withPrecision(Precision.AUTO).fit(NET, TRAIN, VALID);
        assertThat(chosen.precision()).isNotEqualTo(Precision.AUTO);
        // bfloat16 has 3 digits; the loss of a converged small net moves by far less than this
        assertThat(chosen.evaluate(VALID).loss()).isCloseTo(whole, within(0.05));
    }

    @Test
    void curvesAreLinesOfJson() throws IOException {
        Path file = folder.resolve("curves.jsonl");
        SHORT.fit(NET, TRAIN, Optional.empty(), Run.plain().withPoints(new CurveFile(file)));
        assertThat(Files.readAllLines(file))
                .hasSizeGreaterThanOrEqualTo(4)
                .allMatch(line -> line.startsWith("{\"epoch\":") && line.endsWith("}"))
                .last()
                .asString()
                .contains("\"epoch\":4,\"epochs\":4,\"step\":44,\"end\":true,\"loss\":0.")
                .contains("\"valid_loss\":null")
                .contains("\"learning_rate\":0.0100000");
    }

    @Test
    void samplesOfAnotherShapeAreRefused() {
        Samples other = Samples.classified(Shape.of(3), new float[30], new int[10]);
        assertThatThrownBy(() -> SHORT.fit(NET, TRAIN, other))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("[3]");
        Trained trained = SHORT.withEpochs(1).fit(NET, TRAIN);
        assertThatThrownBy(() -> trained.predict(other))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("[3]");
    }

    private static void assertSame(Weights actual, Weights expected) {
        assertThat(actual.tensors().keySet()).isEqualTo(expected.tensors().keySet());
        expected.tensors()
                .forEach((name, tensor) ->
                        assertThat(actual.tensor(name).toBytes()).as(name).isEqualTo(tensor.toBytes()));
    }

    private static void assertFinite(Weights weights) {
        weights.tensors().forEach((name, tensor) -> {
            for (float value : tensor.toFloats()) {
                assertThat(value).as(name).isFinite();
            }
        });
    }
}
