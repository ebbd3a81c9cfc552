package dev.lepton.nn.lower;

import dev.lepton.graph.Attribute;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.nn.layer.AveragePool;
import dev.lepton.nn.layer.Conv;
import dev.lepton.nn.layer.ConvTranspose;
import dev.lepton.nn.layer.DepthwiseConv;
import dev.lepton.nn.layer.GlobalPool;
import dev.lepton.nn.layer.MaxPool;
import dev.lepton.nn.layer.Upsample;
import dev.lepton.nn.layer.Window;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Layers whose kernels move over the last axes, in ONNX's operators.
final class WindowLowering {

    private WindowLowering() {}

    static Value conv(Conv conv, Site site) {
        return conv(conv.window(), conv.groups(), site);
    }

    static Value conv(DepthwiseConv conv, Site site) {
        return conv(conv.window(), site.signal().size(0), site);
    }

    private static Value conv(Window window, long groups, Site site) {
        Map<String, Attribute> attributes = attributes(window);
        attributes.put("group", Attribute.of(groups));
        return site.node("Conv", attributes, "weight", "bias");
    }

    static Value convTranspose(ConvTranspose conv, Site site) {
        Map<String, Attribute> attributes = attributes(conv.window());
        attributes.put("group", Attribute.of(conv.groups()));
        attributes.put("output_padding", ints(conv.extra()));
        return site.node("ConvTranspose", attributes, "weight", "bias");
    }

    static Value averagePool(AveragePool pool, Site site) {
        return site.node("AveragePool", attributes(pool.window()));
    }

    /// The operators keep axes of size 1, which are dropped after them.
    static Value globalPool(GlobalPool.Kind kind, Site site) {
        String op = switch (kind) {
            case AVERAGE -> "GlobalAveragePool";
            case MAX -> "GlobalMaxPool";
        };
        long[] sizes = new long[site.signal().rank()];
        Arrays.fill(sizes, 1);
        sizes[0] = site.output().size(0);
        Value pooled = site.builder()
                .node(op, List.of(site.input()), Map.of(), site.input().type(), Shape.batch(sizes));
        return site.ops().flatten(pooled, 1);
    }

    static Value upsample(Upsample upsample, Site site) {
        float[] scales = new float[site.signal().rank() + 1];
        Arrays.fill(scales, upsample.factor());
        scales[0] = 1;
        scales[1] = 1;
        Value region = site.builder().constant(Tensor.floats(Shape.of(0))); // the whole input
        Value factors = site.builder().constant(Tensor.floats(Shape.of(scales.length), scales));
        Map<String, Attribute> attributes = switch (upsample.mode()) {
            case NEAREST ->
                Map.of(
                        "mode", Attribute.of("nearest"),
                        "coordinate_transformation_mode", Attribute.of("asymmetric"),
                        "nearest_mode", Attribute.of("floor"));
            case LINEAR ->
                Map.of(
                        "mode", Attribute.of("linear"),
                        "coordinate_transformation_mode", Attribute.of("half_pixel"));
        };
        return site.builder()
                .node(
                        "Resize",
                        List.of(site.input(), region, factors),
                        attributes,
                        site.input().type(),
                        Lowering.batched(site.output()));
    }

    static Value maxPool(MaxPool pool, Site site) {
        return site.node("MaxPool", attributes(pool.window()));
    }

    private static Map<String, Attribute> attributes(Window window) {
        Map<String, Attribute> attributes = new HashMap<>();
        attributes.put("kernel_shape", ints(window.kernel()));
        attributes.put("strides", ints(window.stride()));
        attributes.put("pads", ints(bothSides(window.padding())));
        attributes.put("dilations", ints(window.dilation()));
        return attributes;
    }

    /// What ONNX wants: all beginnings, then all ends.
    private static List<Integer> bothSides(List<Integer> padding) {
        return Stream.concat(padding.stream(), padding.stream()).toList();
    }

    private static Attribute ints(List<Integer> values) {
        return Attribute.ints(values.stream().mapToLong(Integer::longValue).toArray());
    }
}
