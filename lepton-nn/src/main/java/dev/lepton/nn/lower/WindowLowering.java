package dev.lepton.nn.lower;

import dev.lepton.graph.Attribute;
import dev.lepton.graph.Value;
import dev.lepton.nn.layer.Conv;
import dev.lepton.nn.layer.MaxPool;
import dev.lepton.nn.layer.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Layers whose kernels move over the last axes, in ONNX's operators.
final class WindowLowering {

    private WindowLowering() {}

    static Value conv(Conv conv, Site site) {
        Map<String, Attribute> attributes = attributes(conv.window());
        attributes.put("group", Attribute.of(conv.groups()));
        return site.node("Conv", attributes, "weight", "bias");
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
