package dev.lepton.nn.train;

import dev.lepton.base.Seed;
import dev.lepton.graph.Shape;
import dev.lepton.nn.layer.Signal;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Two clouds of points that overlap a little: class 1 is shifted by 1 along both axes.
final class Blobs {

    private Blobs() {}

    static Samples of(int size, long seed) {
        RandomGenerator random = new Seed(seed).random();
        float[] values = new float[size * 2];
        int[] classes = new int[size];
        for (int i = 0; i < size; i++) {
            classes[i] = i % 2;
            values[2 * i] = (float) (random.nextGaussian() * 0.5 + classes[i]);
            values[2 * i + 1] = (float) (random.nextGaussian() * 0.5 + classes[i]);
        }
        return Samples.classified(Shape.of(2), values, classes);
    }

    /// The same samples, which must be filled by threads of the loader, and which call back before each
    /// batch.
    static Samples watched(Samples samples, Runnable before) {
        return new Samples() {
            @Override
            public int size() {
                return samples.size();
            }

            @Override
            public List<Signal> inputs() {
                return samples.inputs();
            }

            @Override
            public Optional<Signal> target() {
                return samples.target();
            }

            @Override
            public void fill(int[] examples, Seed chance, Batch batch) {
                before.run();
                samples.fill(examples, chance, batch);
            }
        };
    }
}
