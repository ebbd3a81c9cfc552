package dev.lepton.peer;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// DJL's training loop at its plainest, for nets whose training speed is measured.
///
/// Reads lines `NET SECONDS` from standard input, where the net is `cnn` or `mlp`, trains it for that
/// time and answers with a line `SAMPLES SECONDS`. The same net goes on being trained from line to
/// line. Batches are copied from Java's memory in every step, as those of Lepton are; no metric but the
/// loss is computed, and it is not read.
public final class DjlPeer {

    private static final int BATCHES = 20;

    /// A net, and where its examples are.
    private record Task(Block block, Shape one, int batchSize, int classes) {

        static Task of(String name) {
            return switch (name) {
                case "cnn" -> new Task(cnn(), new Shape(1, 28, 28), 128, 10);
                case "mlp" -> new Task(mlp(), new Shape(30), 256, 2);
                default -> throw new IllegalArgumentException("There is no net " + name + "; give cnn or mlp.");
            };
        }

        private static Block cnn() {
            return new SequentialBlock()
                    .add(convolution(32))
                    .add(BatchNorm.builder().build())
                    .add(Activation.reluBlock())
                    .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                    .add(convolution(64))
                    .add(BatchNorm.builder().build())
                    .add(Activation.reluBlock())
                    .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                    .add(Blocks.batchFlattenBlock())
                    .add(Linear.builder().setUnits(128).build())
                    .add(Activation.reluBlock())
                    .add(Linear.builder().setUnits(10).build());
        }

        private static Block convolution(int filters) {
            return Conv2d.builder()
                    .setKernelShape(new Shape(3, 3))
                    .setFilters(filters)
                    .build();
        }

        private static Block mlp() {
            return new SequentialBlock()
                    .add(Linear.builder().setUnits(256).build())
                    .add(Activation.reluBlock())
                    .add(Linear.builder().setUnits(256).build())
                    .add(Activation.reluBlock())
                    .add(Linear.builder().setUnits(2).build());
        }

        Shape batch() {
            return new Shape(batchSize).addAll(one);
        }
    }

    private final Task task;
    private final Trainer trainer;
    private final NDManager manager = NDManager.newBaseManager();
    private final float[][] inputs = new float[BATCHES][];
    private final float[][] labels = new float[BATCHES][];
    private int next;

    private DjlPeer(Task task) {
        this.task = task;
        Model model = Model.newInstance("net", "PyTorch");
        model.setBlock(task.block);
        this.trainer = model.newTrainer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(Adam.builder()
                        .optLearningRateTracker(Tracker.fixed(1e-3f))
                        .build())
                .optDevices(new Device[] {Device.cpu()}));
        trainer.initialize(task.batch());
        Random random = new Random(1);
        for (int batch = 0; batch < BATCHES; batch++) {
            inputs[batch] = new float[Math.toIntExact(task.batch().size())];
            for (int i = 0; i < inputs[batch].length; i++) {
                inputs[batch][i] = (float) random.nextGaussian();
            }
            labels[batch] = new float[task.batchSize];
            for (int i = 0; i < task.batchSize; i++) {
                labels[batch][i] = random.nextInt(task.classes);
            }
        }
    }

    public static void main(String[] args) throws IOException {
        Map<String, DjlPeer> peers = new HashMap<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            DjlPeer peer = peers.computeIfAbsent(words[0], name -> new DjlPeer(Task.of(name)));
            System.out.println(peer.round(Double.parseDouble(words[1])));
        }
        System.exit(0);
    }

    private String round(double seconds) {
        long start = System.nanoTime();
        long samples = 0;
        while (System.nanoTime() - start < seconds * 1e9) {
            step();
            samples += task.batchSize;
        }
        return String.format(Locale.ROOT, "%d %.6f", samples, (System.nanoTime() - start) / 1e9);
    }

    private void step() {
        int batch = next++ % BATCHES;
        try (NDManager scope = manager.newSubManager()) {
            NDArray data = scope.create(inputs[batch], task.batch());
            NDArray wanted = scope.create(labels[batch]);
            try (GradientCollector collector = trainer.newGradientCollector()) {
                NDList answers = trainer.forward(new NDList(data), new NDList(wanted));
                NDArray loss = trainer.getLoss().evaluate(new NDList(wanted), answers);
                collector.backward(loss);
            }
            trainer.step();
        }
    }
}
