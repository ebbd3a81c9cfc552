package dev.lepton.nn.internal.torch;

import dev.lepton.nn.layer.Conv;
import dev.lepton.nn.layer.ConvTranspose;
import dev.lepton.nn.layer.DepthwiseConv;
import dev.lepton.nn.layer.Leaf;
import dev.lepton.nn.layer.Parameter;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// How parameters lie in memory.
///
/// The kernels of image convolutions lie channels last: libtorch then computes the convolution, and everything
/// after it up to the next change of shape, in that layout, which oneDNN does fastest. The strides are written
/// out because libtorch's own conversion leaves a kernel with one input channel as it is, for it is both layouts
/// at once, and would then take the slower one.
final class Layout {

    private Layout() {}

    static Tensor empty(Leaf leaf, Parameter parameter) {
        long[] sizes = parameter.shape().sizes();
        boolean convolution = leaf instanceof Conv || leaf instanceof DepthwiseConv || leaf instanceof ConvTranspose;
        return convolution && sizes.length == 4
                ? torch.empty_strided(sizes, channelsLast(sizes))
                : Tensors.empty(ScalarType.Float, sizes);
    }

    /// Strides of `[n, channels, height, width]` whose elements lie in the order `[n, height, width, channels]`.
    private static long[] channelsLast(long[] sizes) {
        return new long[] {sizes[1] * sizes[2] * sizes[3], 1, sizes[1] * sizes[3], sizes[1]};
    }
}
