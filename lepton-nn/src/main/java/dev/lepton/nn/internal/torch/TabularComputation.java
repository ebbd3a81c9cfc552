package dev.lepton.nn.internal.torch;

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
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Layers for tables by libtorch.
///
/// What is done for each feature apart lies as `[features, batch, ...]` meanwhile, so that it is one
/// batched product of matrices.
final class TabularComputation {

    private TabularComputation() {}

    static Tensor compute(Tabular leaf, LayerTensors own, Tensor input, Pass pass) {
        return switch (leaf) {
            case RobustScaling(double limit) -> {
                Tensor scaled = input.sub(own.tensor("centre")).mul(own.tensor("factor"));
                Tensor bent = scaled.mul(new Scalar(1 / limit)).square().add(new Scalar(1.0));
                yield scaled.div(bent.sqrt());
            }
            case Scale scale -> input.mul(own.tensor("weight"));
            case NtkDense dense ->
                torch.linear(
                        input.mul(new Scalar(1 / Math.sqrt(input.size(-1)))),
                        own.tensor("weight"),
                        own.optional("bias"));
            case Blend(Blend.Curve curve) -> {
                Tensor bent = switch (curve) {
                    case SELU -> torch.selu(input);
                    case MISH -> torch.mish(input);
                };
                yield torch.lerp(input, bent, own.tensor("weight"));
            }
            case Periodic periodic -> periodic(own, input);
            case PiecewiseLinear pieces -> piecewise(own, input);
            case CodeEmbedding codes ->
                torch.embedding(
                                own.tensor("weight"),
                                input.add(Tensors.longs(
                                                codes.offsets(), codes.codes().size())
                                        .to(input.device(), input.scalar_type())))
                        .flatten(1, -1);
            case FadingDropout(double rate) -> {
                float[] state = pass == Pass.TRAINING ? Tensors.toFloats(own.tensor("state")) : new float[2];
                double now = rate * state[0];
                yield now > 0 ? input.mul(Masks.like(input, now, (long) state[1])) : input;
            }
            case Members members -> input.unsqueeze(1).mul(own.tensor("weight"));
            case MemberDense dense ->
                torch.baddbmm(own.tensor("bias").unsqueeze(1), input.transpose(0, 1), own.tensor("weight"))
                        .transpose(0, 1);
        };
    }

    private static Tensor periodic(LayerTensors own, Tensor input) {
        Tensor column = input.t().unsqueeze(-1); // [features, batch, 1]
        Tensor angle = column.mul(own.tensor("frequency").unsqueeze(1).mul(new Scalar(2 * Math.PI)))
                .add(own.tensor("phase").unsqueeze(1));
        Tensor linear = torch.baddbmm(own.tensor("bias").unsqueeze(1), angle.cos(), own.tensor("weight"));
        return torch.cat(new TensorVector(linear, column), -1).transpose(0, 1).flatten(1, -1);
    }

    private static Tensor piecewise(LayerTensors own, Tensor input) {
        Tensor column = input.t().unsqueeze(-1);
        Tensor parts = column.sub(own.tensor("start").unsqueeze(1))
                .mul(own.tensor("factor").unsqueeze(1))
                .clamp(new ScalarOptional(new Scalar(0.0)), new ScalarOptional(new Scalar(1.0)));
        Tensor plain = torch.addcmul(
                own.tensor("bias").unsqueeze(1), column, own.tensor("slope").unsqueeze(1));
        return torch.baddbmm(plain, parts, own.tensor("weight")).transpose(0, 1).flatten(1, -1);
    }
}
