package dev.lepton.base;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A source of chance that is passed in and split by purpose, so that the draws of one purpose never depend
/// on how many another purpose made.
///
/// Children are mixed by SplitMix64's finaliser (Steele, Lea, Flood 2014); generators are L64X128MixRandom.
///
/// @param value any 64 bits
public record Seed(long value) {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
            RandomGeneratorFactory.of("L64X128MixRandom");

    /// The seed for one purpose under this one; equal purposes give equal seeds.
    public Seed child(String purpose) {
        long mixed = mix(value + GOLDEN_GAMMA);
        for (byte unit : purpose.getBytes(StandardCharsets.UTF_8)) {
            mixed = mix((mixed ^ unit) + GOLDEN_GAMMA);
        }
        return new Seed(mixed);
    }

    /// The seed of the `index`-th thing of one purpose, such as a tree or a fold.
    public Seed child(String purpose, long index) {
        return new Seed(mix(child(purpose).value + GOLDEN_GAMMA * (index + 1)));
    }

    /// A new generator; every call gives one that starts at the same state.
    public RandomGenerator random() {
        return GENERATORS.create(value);
    }

    /// This seed folded to 31 bits and never negative, for engines that take an `int`.
    public int toInt() {
        return (int) (mix(value) >>> 33);
    }

    private static long mix(long state) {
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
