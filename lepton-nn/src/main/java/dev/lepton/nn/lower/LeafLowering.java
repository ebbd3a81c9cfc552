package dev.lepton.nn.lower;

import dev.lepton.graph.Attribute;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Value;
import dev.lepton.nn.layer.Activation;
import dev.lepton.nn.layer.AveragePool;
import dev.lepton.nn.layer.BatchNorm;
import dev.lepton.nn.layer.Combine;
import dev.lepton.nn.layer.Concat;
import dev.lepton.nn.layer.Conv;
import dev.lepton.nn.layer.ConvTranspose;
import dev.lepton.nn.layer.Dense;
import dev.lepton.nn.layer.DepthwiseConv;
import dev.lepton.nn.layer.DropPath;
import dev.lepton.nn.layer.Dropout;
import dev.lepton.nn.layer.Elu;
import dev.lepton.nn.layer.Flatten;
import dev.lepton.nn.layer.GlobalPool;
import dev.lepton.nn.layer.GroupNorm;
import dev.lepton.nn.layer.LayerNorm;
import dev.lepton.nn.layer.Leaf;
import dev.lepton.nn.layer.LeakyRelu;
import dev.lepton.nn.layer.MaxPool;
import dev.lepton.nn.layer.Reshape;
import dev.lepton.nn.layer.Select;
import dev.lepton.nn.layer.Tabular;
import dev.lepton.nn.layer.Temporal;
import dev.lepton.nn.layer.Transpose;
import dev.lepton.nn.layer.Unary;
import dev.lepton.nn.layer.Upsample;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// What each leaf is in terms of ONNX's operators.
final class LeafLowering {

    private LeafLowering() {}

    static List<Value> lower(Leaf leaf, Site site) {
        return switch (leaf) {
            case Temporal temporal -> TemporalLowering.lower(temporal, site);
            case Combine(Combine.Kind kind) -> List.of(combined(kind, site));
            case Concat(int axis) -> List.of(site.ops().concat(axis < 0 ? axis : axis + 1, site.inputs()));
            case Select(int index) -> List.of(site.inputs().get(index));
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
            case LayerNorm norm ->
                site.node(
                        "LayerNormalization",
                        Map.of("axis", Attribute.of(-norm.axes()), "epsilon", Attribute.of(norm.epsilon())),
                        "weight",
                        "bias");
            case GroupNorm norm ->
                site.node(
                        "GroupNormalization",
                        Map.of("num_groups", Attribute.of(norm.groups()), "epsilon", Attribute.of(norm.epsilon())),
                        "weight",
                        "bias");
            case DepthwiseConv conv -> WindowLowering.conv(conv, site);
            case ConvTranspose conv -> WindowLowering.convTranspose(conv, site);
            case AveragePool pool -> WindowLowering.averagePool(pool, site);
            case GlobalPool(GlobalPool.Kind kind) -> WindowLowering.globalPool(kind, site);
            case Upsample upsample -> WindowLowering.upsample(upsample, site);
            case MaxPool pool -> WindowLowering.maxPool(pool, site);
            case Flatten flatten -> site.ops().flatten(site.input(), 1);
            case Reshape reshape ->
                site.ops()
                        .reshape(
                                site.input(),
                                LongStream.concat(LongStream.of(0), LongStream.of(reshape.longs()))
                                        .toArray()); // 0 keeps the batch
            case Transpose(List<Integer> order) ->
                site.ops()
                        .transpose(
                                site.input(),
                                IntStream.concat(IntStream.of(0), order.stream().mapToInt(axis -> axis + 1))
                                        .toArray());
            case LeakyRelu(double slope) -> site.node("LeakyRelu", Map.of("alpha", Attribute.of(slope)));
            case Elu(double alpha) -> site.node("Elu", Map.of("alpha", Attribute.of(alpha)));
            case DropPath dropPath -> site.input();
            case Dropout dropout -> site.input();
            case Tabular tabular -> TabularLowering.lower(tabular, site);
            case Activation activation -> activation(activation, site.builder(), site.input());
        };
    }

    /// `Gemm` where there is nothing but the batch and one axis, as runtimes have it fastest.
    private static Value dense(Site site) {
        if (site.signal().rank() == 1) {
            return site.node("Gemm", Map.of("transB", Attribute.of(1)), "weight", "bias");
        }
        Value product = site.ops().matMul(site.input(), site.transposed("weight"));
        return site.has("bias") ? site.ops().add(product, site.weight("bias")) : product;
    }

    static Value activation(Activation activation, GraphBuilder builder, Value input) {
        GraphOps ops = builder.ops();
        return switch (activation) {
            case RELU -> ops.relu(input);
            case RELU6 -> ops.clip(input, 0, 6);
            case GELU -> node(builder, "Gelu", input, Map.of("approximate", Attribute.of("none")));
            case GELU_TANH -> node(builder, "Gelu", input, Map.of("approximate", Attribute.of("tanh")));
            case SILU -> ops.mul(input, ops.sigmoid(input));
            case SELU -> node(builder, "Selu", input, Map.of());
            case MISH -> ops.mul(input, ops.tanh(node(builder, "Softplus", input, Map.of())));
            case SIGMOID -> ops.sigmoid(input);
            case TANH -> ops.tanh(input);
            case SOFTPLUS -> node(builder, "Softplus", input, Map.of());
            case HARD_SIGMOID ->
                node(builder, "HardSigmoid", input, Map.of("alpha", Attribute.of(1.0 / 6), "beta", Attribute.of(0.5)));
            case HARD_SWISH -> node(builder, "HardSwish", input, Map.of());
            case SOFTMAX -> ops.softmax(input, -1);
            case LOG_SOFTMAX -> node(builder, "LogSoftmax", input, Map.of("axis", Attribute.of(-1)));
        };
    }

    private static Value node(GraphBuilder builder, String op, Value input, Map<String, Attribute> attributes) {
        return builder.node(op, List.of(input), attributes, input.type(), input.shape());
    }

    private static Value combined(Combine.Kind kind, Site site) {
        Value result = site.inputs().getFirst();
        for (Value input : site.inputs().subList(1, site.inputs().size())) {
            result = switch (kind) {
                case SUM -> site.ops().add(result, input);
                case PRODUCT -> site.ops().mul(result, input);
            };
        }
        return result;
    }
}
