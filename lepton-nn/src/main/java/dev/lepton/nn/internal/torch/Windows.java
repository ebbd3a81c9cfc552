package dev.lepton.nn.internal.torch;

import dev.lepton.nn.layer.Conv;
import dev.lepton.nn.layer.MaxPool;
import dev.lepton.nn.layer.Window;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Layers whose kernels move over the last axes.
final class Windows {

    private Windows() {}

    static Tensor conv(Conv conv, LayerTensors own, Tensor input) {
        Window window = conv.window();
        long[] stride = longs(window.stride());
        long[] padding = longs(window.padding());
        long[] dilation = longs(window.dilation());
        return window.axes() == 1
                ? torch.conv1d(
                        input, own.tensor("weight"), own.optional("bias"), stride, padding, dilation, conv.groups())
                : torch.conv2d(
                        input, own.tensor("weight"), own.optional("bias"), stride, padding, dilation, conv.groups());
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
