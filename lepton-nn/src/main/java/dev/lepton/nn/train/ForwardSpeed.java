package dev.lepton.nn.train;

import dev.lepton.base.Seed;
import dev.lepton.graph.Shape;
import dev.lepton.nn.Network;
import dev.lepton.nn.Place;
import dev.lepton.nn.internal.torch.Pass;
import dev.lepton.nn.internal.torch.Tensors;
import dev.lepton.nn.internal.torch.Torch;
import dev.lepton.nn.internal.torch.TorchNet;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// How fast this machine computes a network forward, which bounds how fast it can train it.
///
/// @param network with one input of real numbers
/// @param input one example
/// @param batchSize examples at once
/// @param precision FLOAT32 or BF16, in which the input then lies too
/// @param threads of one operator
public record ForwardSpeed(Network network, Shape input, int batchSize, Precision precision, int threads) {

    /// Floating-point operations a second of the fastest pass.
    ///
    /// @param time for which passes are measured, after a few that are not
    public double measure(Duration time) {
        Torch.threads(threads);
        try (PointerScope _ = new PointerScope();
                TorchNet net = TorchNet.of(network, input, network.initial(input, new Seed(1)), Place.CPU)) {
            Tensor batch = batch();
            long best = Long.MAX_VALUE;
            long end = System.nanoTime() + time.toNanos();
            for (int i = 0; i < 10 || System.nanoTime() < end; i++) {
                long start = System.nanoTime();
                try (PointerScope _ = new PointerScope();
                        Autocast _ = new Autocast(precision, net.device())) {
                    net.forward(batch, Pass.EVALUATION);
                }
                best = i < 5 ? Long.MAX_VALUE : Math.min(best, System.nanoTime() - start);
            }
            return (double) network.summary(input).operations() * batchSize / (best / 1e9);
        }
    }

    private Tensor batch() {
        RandomGenerator random = new Seed(2).random();
        float[] values = new float[Math.toIntExact(batchSize * input.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        long[] sizes = new long[input.rank() + 1];
        sizes[0] = batchSize;
        System.arraycopy(input.sizes(), 0, sizes, 1, input.rank());
        Tensor batch = Tensors.floats(values, sizes);
        if (input.rank() == 3) {
            batch = batch.contiguous(torch.MemoryFormat.ChannelsLast);
        }
        return precision == Precision.BF16 ? batch.to(ScalarType.BFloat16) : batch;
    }
}
