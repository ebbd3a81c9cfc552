package dev.lepton.nn.lower;

import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.nn.layer.Blend;
import dev.lepton.nn.layer.CodeEmbedding;
import dev.lepton.nn.layer.FadingDropout;
import dev.lepton.nn.layer.MemberDense;
import dev.lepton.nn.layer.Members;
import dev.lepton.nn.layer.NtkDense;
import dev.lepton.nn.layer.Periodic;
import dev.lepton.nn.layer.PiecewiseLinear;
import dev.lepton.nn.layer.RobustScaling;
import dev.lepton.nn.layer.Scale;
import dev.lepton.nn.layer.Tabular;
import java.util.List;
import java.util.Map;

/// Layers for tables in ONNX's operators, with the same layout in between as libtorch is given.
final class TabularLowering {

    private TabularLowering() {}

    static Value lower(Tabular leaf, Site site) {
        GraphOps ops = site.ops();
        Value input = site.input();
        return switch (leaf) {
            case RobustScaling(double limit) -> {
                Value scaled = ops.mul(ops.sub(input, site.weight("centre")), site.weight("factor"));
                Value part = ops.mul(scaled, ops.scalarLike(scaled, 1 / limit));
                yield ops.div(scaled, ops.sqrt(ops.add(ops.mul(part, part), ops.scalarLike(part, 1))));
            }
            case Scale scale -> ops.mul(input, site.weight("weight"));
            case NtkDense dense -> {
                double factor = 1 / Math.sqrt(site.signal().size(0));
                Value weight = ops.constant(transposed(site.tensor("weight"), factor));
                yield ops.gemm(input, weight, site.weight("bias"));
            }
            case Blend(Blend.Curve curve) -> {
                Value bent = switch (curve) {
                    case SELU -> unary(site, "Selu", input);
                    case MISH -> ops.mul(input, ops.tanh(unary(site, "Softplus", input)));
                };
                yield ops.add(input, ops.mul(site.weight("weight"), ops.sub(bent, input)));
            }
            case Periodic periodic -> periodic(periodic, site);
            case PiecewiseLinear pieces -> piecewise(pieces, site);
            case CodeEmbedding codes -> {
                long[] offsets = codes.offsets();
                Value rows = ops.add(input, ops.constant(Tensor.longs(Shape.of(1, offsets.length), offsets)));
                yield ops.flatten(ops.gather(site.weight("weight"), rows, 0), 1);
            }
            case FadingDropout dropout -> input;
            case Members members -> ops.mul(ops.unsqueeze(input, 1), site.weight("weight"));
            case MemberDense dense -> {
                Value apart = ops.matMul(ops.transpose(input, 1, 0, 2), site.weight("weight"));
                yield ops.transpose(ops.add(apart, ops.unsqueeze(site.weight("bias"), 1)), 1, 0, 2);
            }
        };
    }

    private static Value periodic(Periodic periodic, Site site) {
        GraphOps ops = site.ops();
        Value column = ops.unsqueeze(ops.transpose(site.input(), 1, 0), 2); // [features, batch, 1]
        Value turns = ops.mul(column, ops.constant(scaled(site.tensor("frequency"), 2 * Math.PI)));
        Value waves = unary(site, "Cos", ops.add(turns, perFeature(site, "phase")));
        Value linear = ops.add(ops.matMul(waves, site.weight("weight")), perFeature(site, "bias"));
        return joined(site, ops.concat(2, linear, column));
    }

    private static Value piecewise(PiecewiseLinear pieces, Site site) {
        GraphOps ops = site.ops();
        Value column = ops.unsqueeze(ops.transpose(site.input(), 1, 0), 2);
        Value parts = ops.mul(ops.sub(column, perFeature(site, "start")), perFeature(site, "factor"));
        Value plain = ops.add(perFeature(site, "bias"), ops.mul(column, perFeature(site, "slope")));
        return joined(site, ops.add(plain, ops.matMul(ops.clip(parts, 0, 1), site.weight("weight"))));
    }

    /// From `[features, batch, size]` to `[batch, features · size]`.
    private static Value joined(Site site, Value apart) {
        return site.ops().flatten(site.ops().transpose(apart, 1, 0, 2), 1);
    }

    /// A weight `[features, numbers]` as `[features, 1, numbers]`.
    private static Value perFeature(Site site, String name) {
        return site.ops().constant(scaled(site.tensor(name), 1));
    }

    private static Tensor scaled(Tensor tensor, double factor) {
        float[] values = tensor.toFloats();
        for (int i = 0; i < values.length; i++) {
            values[i] *= (float) factor;
        }
        long[] sizes = tensor.shape().sizes();
        return Tensor.floats(Shape.of(sizes[0], 1, sizes[1]), values);
    }

    /// A matrix `[rows, columns]` times a factor, as `[columns, rows]`.
    private static Tensor transposed(Tensor matrix, double factor) {
        int rows = (int) matrix.shape().size(0);
        int columns = (int) matrix.shape().size(1);
        float[] values = matrix.toFloats();
        float[] turned = new float[values.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                turned[column * rows + row] = (float) (values[row * columns + column] * factor);
            }
        }
        return Tensor.floats(Shape.of(columns, rows), turned);
    }

    private static Value unary(Site site, String op, Value value) {
        return site.builder().node(op, List.of(value), Map.of(), ElementType.FLOAT, value.shape());
    }
}
