package dev.lepton.nn.internal.torch;

import dev.lepton.nn.layer.AveragePool;
import dev.lepton.nn.layer.Conv;
import dev.lepton.nn.layer.ConvTranspose;
import dev.lepton.nn.layer.DepthwiseConv;
import dev.lepton.nn.layer.MaxPool;
import dev.lepton.nn.layer.Upsample;
import dev.lepton.nn.layer.Window;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Layers whose kernels move over the last axes.
final class Windows {

    private Windows() {}

    static Tensor conv(Conv conv, LayerTensors own, Tensor input) {
        return conv(conv.window(), conv.groups(), own, input);
    }

    static Tensor conv(DepthwiseConv conv, LayerTensors own, Tensor input) {
        return conv(conv.window(), input.size(1), own, input);
    }

    private static Tensor conv(Window window, long groups, LayerTensors own, Tensor input) {
        Tensor weight = own.tensor("weight");
        TensorOptional bias = own.optional("bias");
        long[] stride = longs(window.stride());
        long[] padding = longs(window.padding());
        long[] dilation = longs(window.dilation());
        return window.axes() == 1
                ? torch.conv1d(input, weight, bias, stride, padding, dilation, groups)
                : torch.conv2d(input, weight, bias, stride, padding, dilation, groups);
    }

    static Tensor convTranspose(ConvTranspose conv, LayerTensors own, Tensor input) {
        Window window = conv.window();
        Tensor weight = own.tensor("weight");
        TensorOptional bias = own.optional("bias");
        long[] stride = longs(window.stride());
        long[] padding = longs(window.padding());
        long[] extra = longs(conv.extra());
        long[] dilation = longs(window.dilation());
        return window.axes() == 1
                ? torch.conv_transpose1d(input, weight, bias, stride, padding, extra, conv.groups(), dilation)
                : torch.conv_transpose2d(input, weight, bias, stride, padding, extra, conv.groups(), dilation);
    }

    static Tensor averagePool(AveragePool pool, Tensor input) {
        Window window = pool.window();
        long[] kernel = longs(window.kernel());
        long[] stride = longs(window.stride());
        long[] padding = longs(window.padding());
        return window.axes() == 1
                ? torch.avg_pool1d(input, kernel, stride, padding, false, false)
                : torch.avg_pool2d(input, kernel, stride, padding, false, false, new LongOptional());
    }

    static Tensor upsample(Upsample upsample, Tensor input) {
        long[] sizes = LongStream.range(2, input.dim())
                .map(axis -> input.size(axis) * upsample.factor())
                .toArray();
        return switch (upsample.mode()) {
            case NEAREST ->
                sizes.length == 1 ? torch.upsample_nearest1d(input, sizes) : torch.upsample_nearest2d(input, sizes);
            case LINEAR ->
                sizes.length == 1
                        ? torch.upsample_linear1d(input, sizes, false)
                        : torch.upsample_bilinear2d(input, sizes, false);
        };
    }

    static Tensor maxPool(MaxPool pool, Tensor input) {
        Window window = pool.window();
        long[] kernel = longs(window.kernel());
        long[] stride = longs(window.stride());
        long[] padding = longs(window.padding());
        long[] dilation = longs(window.dilation());
        return window.axes() == 1
                ? torch.max_pool1d(input, kernel, stride, padding, dilation, false)
                : torch.max_pool2d(input, kernel, stride, padding, dilation, false);
    }

    static long[] longs(List<Integer> sizes) {
        return sizes.stream().mapToLong(Integer::longValue).toArray();
    }
}
