package dev.lepton.nn.train;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/// Whether a net is trained in bfloat16: where it was asked for and is possible, or where it was left
/// open and a few steps show that it pays.
///
/// @param stepping computes losses
/// @param parameters whose gradients are compared; they and `buffers` are left as they were
record PrecisionChoice(Stepping stepping, Parameters parameters, Tensor buffers) {

    private static final int WARM_UPS = 2;
    private static final int STEPS = 4;
    private static final double LEAST_GAIN = 1.1;
    /// bfloat16 has 8 bits, so that gradients differ by a few percent; this much more means that they
    /// point elsewhere.
    private static final double MOST_DIFFERENCE = 0.25;

    /// What one precision costs and gives.
    private record Trial(double seconds, double loss, Tensor gradient) {}

    /// @throws LeptonException with `UNSUPPORTED` where bfloat16 was asked for and the processor has
    ///     none
    Precision of(Precision asked, Batch batch, Seed chance, boolean onProcessor) {
        return switch (asked) {
            case FLOAT32 -> Precision.FLOAT32;
            case BF16 -> {
                if (onProcessor && !processorMayHaveIt()) {
                    throw new LeptonException(
                            ErrorCode.UNSUPPORTED,
                            "This processor has no arithmetic in bfloat16 (neither avx512_bf16 nor amx_bf16), so that "
                                    + "training in it would be slower than in float32. Give the precision float32 or auto.");
                }
                yield Precision.BF16;
            }
            case AUTO -> onProcessor && !processorMayHaveIt() ? Precision.FLOAT32 : measured(batch, chance);
        };
    }

    private Precision measured(Batch batch, Seed chance) {
        try (PointerScope _ = new PointerScope()) {
            Tensor before = buffers.clone();
            Trial whole = trial(Precision.FLOAT32, batch, chance);
            Trial half = trial(Precision.BF16, batch, chance);
            buffers.copy_(before);
            parameters.gradients().zero_();
            double difference = half.gradient.sub(whole.gradient).norm().item_double()
                    / whole.gradient.norm().item_double();
            return whole.seconds > LEAST_GAIN * half.seconds
                            && Double.isFinite(half.loss)
                            && difference < MOST_DIFFERENCE
                    ? Precision.BF16
                    : Precision.FLOAT32;
        }
    }

    private Trial trial(Precision precision, Batch batch, Seed chance) {
        stepping.on(batch, chance, precision);
        double loss = 0;
        long best = Long.MAX_VALUE;
        for (int i = 0; i < WARM_UPS + STEPS; i++) {
            long start = System.nanoTime();
            loss = stepping.evaluate();
            if (i >= WARM_UPS) {
                best = Math.min(best, System.nanoTime() - start);
            }
        }
        return new Trial(best / 1e9, loss, parameters.gradients().clone());
    }

    /// Whether the processor has bfloat16, as far as that can be known: Linux tells, others do not.
    private static boolean processorMayHaveIt() {
        try {
            String processor = Files.readString(Path.of("/proc/cpuinfo"));
            return Pattern.compile("^(flags|Features)\\s*:.*\\b(avx512_bf16|amx_bf16|bf16)\\b", Pattern.MULTILINE)
                    .matcher(processor)
                    .find();
        } catch (IOException e) {
            return true;
        }
    }
}
