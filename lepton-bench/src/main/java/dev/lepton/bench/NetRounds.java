package dev.lepton.bench;

import static dev.lepton.nn.layer.Layers.conv2d;
import static dev.lepton.nn.layer.Layers.dense;
import static dev.lepton.nn.layer.Layers.flatten;
import static dev.lepton.nn.layer.Layers.maxPool;

import dev.lepton.base.Deadline;
import dev.lepton.base.Seed;
import dev.lepton.graph.Shape;
import dev.lepton.nn.Network;
import dev.lepton.nn.train.ForwardSpeed;
import dev.lepton.nn.train.Optimizer;
import dev.lepton.nn.train.Point;
import dev.lepton.nn.train.Precision;
import dev.lepton.nn.train.Run;
import dev.lepton.nn.train.Samples;
import dev.lepton.nn.train.Trained;
import dev.lepton.nn.train.Training;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The process that trains Lepton's nets for [NetBench], as any user would, whenever it is asked.
///
/// Reads lines from standard input: `cnn PRECISION SECONDS` or `mlp PRECISION SECONDS` trains and
/// answers `SAMPLES SECONDS`, of whole epochs; `limit PRECISION SECONDS` answers how many seconds the
/// convolutions of one training example of the cnn would take at the speed at which this machine
/// computes them forward.
final class NetRounds {

    private static final Shape DIGIT = Shape.of(1, 28, 28);
    private static final int BATCHES = 20;
    private static final int CNN_BATCH = 128;
    private static final int MLP_BATCH = 256;
    private static final Network CNN = Network.of(
            conv2d(32, 3).batchNorm().relu(),
            maxPool(2),
            conv2d(64, 3).batchNorm().relu(),
            maxPool(2),
            flatten(),
            dense(128).relu(),
            dense(10));
    private static final Network MLP = Network.of(dense(256).relu(), dense(256).relu(), dense(2));

    private final int threads;
    private final Samples digits = noise(DIGIT, BATCHES * CNN_BATCH, 10);
    private final Samples rows = noise(Shape.of(30), BATCHES * MLP_BATCH, 2);

    private NetRounds(int threads) {
        this.threads = threads;
    }

    public static void main(String[] args) throws IOException {
        NetRounds rounds = new NetRounds(Integer.parseInt(args[0]));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            Precision precision = Precision.valueOf(words[1].toUpperCase(Locale.ROOT));
            Duration time = Duration.ofMillis((long) (1e3 * Double.parseDouble(words[2])));
            System.out.println(
                    switch (words[0]) {
                        case "cnn" -> rounds.trained(CNN, rounds.digits, CNN_BATCH, precision, time);
                        case "mlp" -> rounds.trained(MLP, rounds.rows, MLP_BATCH, precision, time);
                        case "limit" -> rounds.limit(precision, time);
                        default -> throw new IllegalArgumentException("Nothing is measured by " + line + ".");
                    });
        }
        System.exit(0);
    }

    private String trained(Network network, Samples samples, int batchSize, Precision precision, Duration time) {
        Trained trained = Training.DEFAULTS
                .withOptimizer(Optimizer.ADAM)
                .withBatchSize(batchSize)
                .withEpochs(1_000_000)
                .withPrecision(precision)
                .fit(
                        network,
                        samples,
                        Optional.empty(),
                        Run.plain().withThreads(threads).withDeadline(Deadline.after(time)));
        double seconds = 0;
        for (Point point : trained.curve()) {
            seconds += samples.size() / point.samplesPerSecond();
        }
        return String.format(Locale.ROOT, "%d %.6f", (long) trained.curve().size() * samples.size(), seconds);
    }

    /// Training costs a convolution three times its forward work: itself, and the gradients of its
    /// kernel and its input; the first needs no gradient of its input.
    private String limit(Precision precision, Duration time) {
        double first = seconds(Network.of(conv2d(32, 3)), DIGIT, precision, time.dividedBy(2));
        double second = seconds(Network.of(conv2d(64, 3)), Shape.of(32, 13, 13), precision, time.dividedBy(2));
        return String.format(Locale.ROOT, "%.9f", 2 * first + 3 * second);
    }

    /// For one example, forward.
    private double seconds(Network network, Shape input, Precision precision, Duration time) {
        return network.summary(input).operations()
                / new ForwardSpeed(network, input, CNN_BATCH, precision, threads).measure(time);
    }

    private static Samples noise(Shape input, int size, int classes) {
        RandomGenerator random = new Seed(1).random();
        float[] values = new float[Math.toIntExact(size * input.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = random.nextInt(classes);
        }
        return Samples.classified(input, values, labels);
    }
}
