package dev.lepton.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.graph.Shape;
import dev.lepton.nn.internal.torch.Tensors;
import dev.lepton.nn.internal.torch.Torch;
import dev.lepton.nn.layer.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossesTest {

    private static final int N = 5;
    private static final int[] LABELS = {2, 0, -1, 1, 0};
    private static final float[] WEIGHTS = {1, 0.5f, 2, 3, 0.25f};

    /// A loss, what it is given, and what it is by definition, in double precision.
    private record Case(
            String name, Loss loss, Signal answer, Numbers target, boolean weighted, ToDoubleFunction<double[]> truth) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        Numbers classes = Numbers.ids(Shape.scalar(), LABELS);
        float[] values = {0.3f, -1, 2, 0.1f, 5};
        float[] yes = {1, 0, 0, 1, 1, 1, 0, 1, 0, 0};
        List<Double> weights = List.of(0.5, 2.0, 1.5);
        return Stream.of(
                new Case(
                        "cross-entropy",
                        Loss.CROSS_ENTROPY,
                        Signal.reals(3),
                        classes,
                        false,
                        z -> entropy(z, 1, null, 0, false)),
                new Case(
                        "weighted cross-entropy",
                        Loss.CROSS_ENTROPY,
                        Signal.reals(3),
                        classes,
                        true,
                        z -> entropy(z, 1, null, 0, true)),
                new Case(
                        "cross-entropy with class weights and smoothing",
                        new Loss.CrossEntropy(weights, 0.1),
                        Signal.reals(3),
                        classes,
                        true,
                        z -> entropy(z, 1, new double[] {0.5, 2, 1.5}, 0.1, true)),
                new Case(
                        "cross-entropy of two answers each",
                        Loss.CROSS_ENTROPY,
                        Signal.reals(2, 3),
                        classes,
                        false,
                        z -> entropy(z, 2, null, 0, false)),
                new Case(
                        "cross-entropy of probabilities",
                        Loss.CROSS_ENTROPY,
                        Signal.reals(2),
                        Numbers.reals(Shape.of(2), new float[] {1, 0, 0.5f, 0.5f, 0.25f, 0.75f, 0, 1, 0.1f, 0.9f}),
                        false,
                        z -> soft(z, new double[] {1, 0, 0.5, 0.5, 0.25, 0.75, 0, 1, 0.1, 0.9})),
                new Case(
                        "binary cross-entropy",
                        new Loss.BinaryCrossEntropy(3),
                        Signal.reals(2),
                        Numbers.reals(Shape.of(2), yes),
                        true,
                        z -> each(
                                z,
                                2,
                                true,
                                (i, x) -> yes[i] > 0 ? 3 * Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)))),
                new Case(
                        "mean squared",
                        Loss.MEAN_SQUARED,
                        Signal.reals(1),
                        Numbers.reals(Shape.scalar(), values),
                        true,
                        z -> each(z, 1, true, (i, x) -> Math.pow(x - values[i], 2))),
                new Case(
                        "mean squared of two answers each",
                        Loss.MEAN_SQUARED,
                        Signal.reals(2, 1),
                        Numbers.reals(Shape.of(1), values),
                        false,
                        z -> each(z, 2, false, (i, x) -> Math.pow(x - values[i / 2], 2))),
                new Case(
                        "Huber",
                        new Loss.Huber(0.7),
                        Signal.reals(1),
                        Numbers.reals(Shape.of(1), values),
                        true,
                        z -> each(z, 1, true, (i, x) -> huber(x - values[i], 0.7))),
                new Case(
                        "quantile",
                        new Loss.Quantile(List.of(0.1, 0.8)),
                        Signal.reals(2),
                        Numbers.reals(Shape.scalar(), values),
                        true,
                        z -> each(z, 2, true, (i, x) -> pinball(values[i / 2] - x, i % 2 == 0 ? 0.1 : 0.8))),
                new Case(
                        "focal",
                        new Loss.Focal(2, weights),
                        Signal.reals(3),
                        classes,
                        true,
                        z -> focal(z, 2, new double[] {0.5, 2, 1.5})),
                new Case(
                        "CTC",
                        Loss.CTC,
                        Signal.reals(4, 3),
                        Numbers.ids(Shape.of(2), new int[] {1, 2, 2, -1, 1, 1, 2, 1, 1, -1}),
                        true,
                        z -> ctc(z, new int[][] {{1, 2}, {2}, {1, 1}, {2, 1}, {1}})),
                new Case(
                        "triplet",
                        new Loss.Triplet(0.5),
                        Signal.reals(3),
                        Numbers.ids(Shape.scalar(), new int[] {0, 0, 1, 1, 2}),
                        false,
                        z -> triplet(z, new int[] {0, 0, 1, 1, 2}, 0.5)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aLossIsWhatItsDefinitionSays(Case given) {
        double[] answers = answers(given);
        double[] gradient = new double[answers.length];
        double loss = torch(given, answers, gradient);
        double truth = given.truth.applyAsDouble(answers);
        assertThat(loss).isCloseTo(truth, within(1e-5 * Math.max(1, Math.abs(truth)))); // float32 sums of few terms
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theGradientOfALossIsThatOfItsDefinition(Case given) {
        double[] answers = answers(given);
        double[] gradient = new double[answers.length];
        torch(given, answers, gradient);
        for (int i = 0; i < answers.length; i++) {
            double[] moved = answers.clone();
            moved[i] += 1e-5;
            double above = given.truth.applyAsDouble(moved);
            moved[i] -= 2e-5;
            double below = given.truth.applyAsDouble(moved);
            // central differences are good to 1e-9, float32 to about 1e-6
            assertThat(gradient[i]).as("element %d", i).isCloseTo((above - below) / 2e-5, within(1e-5));
        }
    }

    @Test
    void aClassThatTheNetDoesNotKnowIsNamed() {
        Case given = new Case(
                "",
                Loss.CROSS_ENTROPY,
                Signal.reals(3),
                Numbers.ids(Shape.scalar(), new int[] {0, 1, 2, 3, 0}),
                false,
                z -> 0);
        assertThatThrownBy(() -> torch(given, new double[15], new double[15]))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("class 3")
                .hasMessageContaining("0 to 2");
    }

    @Test
    void answersThatDoNotFitTheTargetAreNamed() {
        assertThatThrownBy(() -> Criterion.of(Loss.MEAN_SQUARED, Signal.reals(2), Signal.reals(3)))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("[2]")
                .hasMessageContaining("[3]");
        assertThatThrownBy(() -> Criterion.of(Loss.CROSS_ENTROPY, Signal.reals(), Signal.ids()))
                .isInstanceOf(LeptonException.class);
        assertThatThrownBy(() -> Criterion.of(Loss.CTC, Signal.reals(4, 3), Signal.reals(2)))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("symbols");
    }

    private static double[] answers(Case given) {
        Random random = new Random(7);
        return random.doubles(N * given.answer.elements(), -2, 2)
                .map(value -> (float) value) // so that both sides see the same numbers
                .toArray();
    }

    /// The loss by libtorch, and its gradient.
    private static double torch(Case given, double[] answers, double[] gradient) {
        Torch.ready();
        try (PointerScope _ = new PointerScope()) {
            Numbers input = Numbers.reals(Shape.of(1), new float[N]);
            Samples samples = given.weighted
                    ? Samples.of(List.of(input), given.target, Numbers.reals(Shape.scalar(), WEIGHTS))
                    : Samples.of(List.of(input), given.target);
            Batch batch = new Batch(samples, N, false);
            batch.size(N);
            samples.fill(IntStream.range(0, N).toArray(), new Seed(0), batch);
            Criterion criterion =
                    Criterion.of(given.loss, given.answer, samples.target().orElseThrow());
            float[] values = new float[answers.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) answers[i];
            }
            List<Long> sizes = new ArrayList<>(List.of((long) N));
            Arrays.stream(given.answer.shape().sizes()).forEach(sizes::add);
            Tensor tensor = Tensors.floats(
                    values, sizes.stream().mapToLong(Long::longValue).toArray());
            tensor.requires_grad_(true);
            double weight = criterion.weight(batch, 0, N);
            Tensor sum = new LossTensors(criterion, new Device(torch.DeviceType.CPU)).sum(tensor, batch, 0, N);
            sum.backward();
            float[] gradients = Tensors.toFloats(tensor.grad());
            for (int i = 0; i < gradients.length; i++) {
                gradient[i] = gradients[i] / weight;
            }
            return sum.item_double() / weight;
        }
    }

    private static double weight(int example, boolean weighted) {
        return weighted ? WEIGHTS[example] : 1;
    }

    private interface Element {
        double loss(int index, double answer);
    }

    private static double each(double[] answers, int width, boolean weighted, Element element) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < answers.length; i++) {
            sum += weight(i / width, weighted) * element.loss(i, answers[i]);
            weight += weight(i / width, weighted);
        }
        return sum / weight;
    }

    private static double[] logSoftmax(double[] values, int from, int count) {
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += Math.exp(values[from + i]);
        }
        double[] logs = new double[count];
        for (int i = 0; i < count; i++) {
            logs[i] = values[from + i] - Math.log(total);
        }
        return logs;
    }

    private static double entropy(
            double[] answers, int copies, double[] classWeights, double smoothing, boolean weighted) {
        double sum = 0;
        double weight = 0;
        for (int row = 0; row < N * copies; row++) {
            int label = LABELS[row / copies];
            if (label < 0) {
                continue;
            }
            double[] logs = logSoftmax(answers, row * 3, 3);
            double own = weight(row / copies, weighted);
            for (int i = 0; i < 3; i++) {
                double target = (i == label ? 1 - smoothing : 0) + smoothing / 3;
                sum -= own * target * logs[i] * (classWeights == null ? 1 : classWeights[i]);
            }
            weight += own * (classWeights == null ? 1 : classWeights[label]);
        }
        return sum / weight;
    }

    private static double soft(double[] answers, double[] targets) {
        double sum = 0;
        for (int row = 0; row < N; row++) {
            double[] logs = logSoftmax(answers, row * 2, 2);
            sum -= targets[row * 2] * logs[0] + targets[row * 2 + 1] * logs[1];
        }
        return sum / N;
    }

    private static double huber(double error, double delta) {
        return Math.abs(error) <= delta ? error * error / 2 : delta * (Math.abs(error) - delta / 2);
    }

    private static double pinball(double error, double level) {
        return error > 0 ? level * error : (level - 1) * error;
    }

    private static double focal(double[] answers, double gamma, double[] classWeights) {
        double sum = 0;
        double weight = 0;
        for (int row = 0; row < N; row++) {
            if (LABELS[row] >= 0) {
                double log = logSoftmax(answers, row * 3, 3)[LABELS[row]];
                sum -= WEIGHTS[row] * classWeights[LABELS[row]] * Math.pow(1 - Math.exp(log), gamma) * log;
                weight += WEIGHTS[row];
            }
        }
        return sum / weight;
    }

    /// By going through all paths of symbols over time.
    private static double ctc(double[] answers, int[][] texts) {
        double sum = 0;
        double weight = 0;
        for (int example = 0; example < N; example++) {
            double probability = 0;
            for (int path = 0; path < 81; path++) { // 3 symbols at 4 times
                int[] symbols = {path / 27, path / 9 % 3, path / 3 % 3, path % 3};
                if (Arrays.equals(collapsed(symbols), texts[example])) {
                    double log = 0;
                    for (int time = 0; time < 4; time++) {
                        log += logSoftmax(answers, (example * 4 + time) * 3, 3)[symbols[time]];
                    }
                    probability += Math.exp(log);
                }
            }
            sum -= WEIGHTS[example] * Math.log(probability) / texts[example].length;
            weight += WEIGHTS[example];
        }
        return sum / weight;
    }

    private static int[] collapsed(int[] symbols) {
        return IntStream.range(0, symbols.length)
                .filter(i -> symbols[i] != 0 && (i == 0 || symbols[i] != symbols[i - 1]))
                .map(i -> symbols[i])
                .toArray();
    }

    private static double triplet(double[] answers, int[] labels, double margin) {
        double sum = 0;
        int count = 0;
        for (int a = 0; a < N; a++) {
            double farthest = -1;
            double nearest = Double.MAX_VALUE;
            for (int b = 0; b < N; b++) {
                double squared = 0;
                for (int i = 0; i < 3; i++) {
                    squared += Math.pow(answers[a * 3 + i] - answers[b * 3 + i], 2);
                }
                if (a != b && labels[a] == labels[b]) {
                    farthest = Math.max(farthest, Math.sqrt(squared));
                } else if (labels[a] != labels[b]) {
                    nearest = Math.min(nearest, Math.sqrt(squared));
                }
            }
            if (farthest >= 0) {
                sum += Math.max(0, margin + farthest - nearest);
                count++;
            }
        }
        return sum / count;
    }
}
