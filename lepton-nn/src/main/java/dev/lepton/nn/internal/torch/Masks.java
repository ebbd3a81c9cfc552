package dev.lepton.nn.internal.torch;

import org.bytedeco.pytorch.Tensor;

/// Random masks of dropout, drawn here rather than by libtorch, whose generator all threads of a
/// process share: two nets that are trained side by side would change each other's draws.
final class Masks {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final int DRAWS = 4; // of 16 bits from each mixed number
    private static final int STEPS = 1 << 16;

    private Masks() {}

    /// For each element 0 with the probability `rate`, in steps of 1/65536, and 1 / (1 - rate)
    /// otherwise.
    ///
    /// Numbers come from a counter that SplitMix64's finaliser mixes (Steele, Lea, Flood 2014).
    static Tensor like(Tensor tensor, double rate, long seed) {
        float[] mask = new float[Math.toIntExact(tensor.numel())];
        int dropped = (int) Math.round(rate * STEPS);
        float kept = (float) STEPS / (STEPS - dropped);
        for (int first = 0; first < mask.length; first += DRAWS) {
            long bits = mix((seed << 32 | first) * GOLDEN_GAMMA + GOLDEN_GAMMA);
            for (int i = first; i < Math.min(first + DRAWS, mask.length); i++) {
                mask[i] = (bits & (STEPS - 1)) < dropped ? 0 : kept;
                bits >>>= 16;
            }
        }
        return Tensors.floats(mask, tensor.sizes().vec().get()).to(tensor.device(), tensor.scalar_type());
    }

    private static long mix(long state) {
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
