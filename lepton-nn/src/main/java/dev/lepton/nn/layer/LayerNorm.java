package dev.lepton.nn.layer;

import java.util.List;

/// Layer normalisation (Ba, Kiros, Hinton 2016): each example's last axes are brought to mean zero and variance
/// one, then scaled and shifted element by element.
///
/// Parameters: `weight`, `bias`, each of the shape of the last axes.
///
/// @param axes how many of the last axes are normalised together
/// @param epsilon added to the variance
public record LayerNorm(int axes, double epsilon) implements Unary {

    public static final LayerNorm DEFAULTS = new LayerNorm(1, 1e-5);

    public LayerNorm {
        Misfits.requirePositive("The number of axes of layer normalisation", axes);
        Misfits.require(epsilon > 0, "The epsilon of layer normalisation must be above 0, but is " + epsilon + ".");
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireReals(input);
        Misfits.require(
                input.rank() >= axes, "an input of at least " + axes + " axes is expected, but " + input + " comes");
        for (int axis = 1; axis <= axes; axis++) {
            Misfits.known(input, -axis);
        }
        return input;
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        long[] sizes = sizes(input);
        return List.of(
                Parameter.trained("weight", Initial.ONES, sizes), Parameter.trained("bias", Initial.ZEROS, sizes));
    }

    /// The sizes of the last axes, which are normalised.
    private long[] sizes(Signal input) {
        long[] sizes = new long[axes];
        for (int axis = 0; axis < axes; axis++) {
            sizes[axis] = input.size(axis - axes);
        }
        return sizes;
    }

    @Override
    public long operations(Signal input) {
        return 8 * input.elements();
    }

    @Override
    public boolean keepsSteps() {
        return axes == 1;
    }

    @Override
    public String describe() {
        return axes == 1 ? "layerNorm()" : "layerNorm(last " + axes + " axes)";
    }
}
