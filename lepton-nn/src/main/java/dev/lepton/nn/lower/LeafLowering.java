package dev.lepton.nn.lower;

import dev.lepton.graph.Attribute;
import dev.lepton.graph.Value;
import dev.lepton.nn.layer.Activation;
import dev.lepton.nn.layer.BatchNorm;
import dev.lepton.nn.layer.Conv;
import dev.lepton.nn.layer.Dense;
import dev.lepton.nn.layer.Dropout;
import dev.lepton.nn.layer.Flatten;
import dev.lepton.nn.layer.Leaf;
import dev.lepton.nn.layer.MaxPool;
import dev.lepton.nn.layer.Unary;
import java.util.List;
import java.util.Map;

/// What each leaf is in terms of ONNX's operators.
final class LeafLowering {

    private LeafLowering() {}

    static List<Value> lower(Leaf leaf, Site site) {
        return switch (leaf) {
            case Unary unary -> List.of(lower(unary, site));
        };
    }

    private static Value lower(Unary leaf, Site site) {
        return switch (leaf) {
            case Dense dense -> dense(site);
            case Conv conv -> WindowLowering.conv(conv, site);
            case BatchNorm norm ->
                site.node(
                        "BatchNormalization",
                        Map.of("epsilon", Attribute.of(norm.epsilon())),
                        "weight",
                        "bias",
                        "running_mean",
                        "running_var");
            case MaxPool pool -> WindowLowering.maxPool(pool, site);
            case Flatten flatten -> site.ops().flatten(site.input(), 1);
            case Dropout dropout -> site.input();
            case Activation activation -> activation(activation, site);
        };
    }

    /// `Gemm` where there is nothing but the batch and one axis, as runtimes have it fastest.
    private static Value dense(Site site) {
        if (site.signal().rank() == 1) {
            return site.node("Gemm", Map.of("transB", Attribute.of(1)), "weight", "bias");
        }
        Value product = site.ops().matMul(site.input(), site.ops().transpose(site.weight("weight"), 1, 0));
        return site.has("bias") ? site.ops().add(product, site.weight("bias")) : product;
    }

    private static Value activation(Activation activation, Site site) {
        Value input = site.input();
        return switch (activation) {
            case RELU -> site.ops().relu(input);
            case SIGMOID -> site.ops().sigmoid(input);
            case TANH -> site.ops().tanh(input);
            case SOFTMAX -> site.ops().softmax(input, -1);
        };
    }
}
