package dev.lepton.nn.layer;

import java.util.List;

/// Group normalisation (Wu, He 2018): each group of channels of each example is brought to mean zero and
/// variance one, then every channel is scaled and shifted.
///
/// With as many groups as channels this is instance normalisation. Parameters: `weight`, `bias`, each
/// `[channels]`.
///
/// @param groups divides the channels
/// @param epsilon added to the variance
public record GroupNorm(int groups, double epsilon) implements Unary {

    public GroupNorm {
        Misfits.requirePositive("The number of groups of group normalisation", groups);
        Misfits.require(epsilon > 0, "The epsilon of group normalisation must be above 0, but is " + epsilon + ".");
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireReals(input);
        Misfits.require(
                input.rank() >= 2, "an input [channels, ...] of two axes or more is expected, but " + input + " comes");
        long channels = Misfits.known(input, 0);
        Misfits.require(
                channels % groups == 0,
                groups + " groups must divide the channels, but " + channels + " come with " + input);
        return input;
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        long channels = input.size(0);
        return List.of(
                Parameter.trained("weight", Initial.ONES, channels),
                Parameter.trained("bias", Initial.ZEROS, channels));
    }

    @Override
    public long operations(Signal input) {
        return 8 * input.elements();
    }

    @Override
    public String describe() {
        return "groupNorm(" + groups + ")";
    }
}
