package dev.lepton.nn.layer;

import java.util.List;

/// Batch normalisation (Ioffe, Szegedy 2015) of each channel, or of each feature where there is one axis, over
/// the batch and all other axes; in evaluation by the running mean and variance.
///
/// Parameters: `weight`, `bias`; buffers: `running_mean`, `running_var`; each `[channels]`.
///
/// @param momentum the weight of the newest batch in the running mean and variance
/// @param epsilon added to the variance
public record BatchNorm(double momentum, double epsilon) implements Unary {

    public static final BatchNorm DEFAULTS = new BatchNorm(0.1, 1e-5);

    public BatchNorm {
        Misfits.require(
                momentum > 0 && momentum <= 1,
                "The momentum of batch normalisation must be above 0 and at most 1, but is " + momentum + ".");
        Misfits.require(epsilon > 0, "The epsilon of batch normalisation must be above 0, but is " + epsilon + ".");
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireReals(input);
        Misfits.require(
                input.rank() >= 1 && input.rank() <= 3,
                "an input [channels, ...] of one to three axes is expected, but " + input + " comes");
        Misfits.known(input, 0);
        return input;
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        long channels = input.size(0);
        return List.of(
                Parameter.trained("weight", Initial.ONES, channels),
                Parameter.trained("bias", Initial.ZEROS, channels),
                Parameter.buffer("running_mean", Initial.ZEROS, channels),
                Parameter.buffer("running_var", Initial.ONES, channels));
    }

    @Override
    public long operations(Signal input) {
        return 2 * input.elements();
    }

    @Override
    public String describe() {
        return "batchNorm()";
    }
}
