package dev.lepton.nn.layer;

import java.util.List;

/// A linear map of the last axis whose weights are of size 1 and divided by the root of their number
/// when used, `x · weightᵀ / √inputs + bias`, so that one learning rate suits layers of any width (the
/// parametrisation of the neural tangent kernel; Jacot et al. 2018).
///
/// Parameters: `weight` `[units, inputs]`, `bias` `[units]`.
///
/// @param units size of the last axis afterwards
/// @param spread standard deviation of the biases before training; that of the weights is 1, and 0
///     where this is 0, so that the layer answers 0 at first
public record NtkDense(int units, double spread) implements Tabular {

    public NtkDense {
        Misfits.requirePositive("The number of units of a dense layer", units);
        Misfits.require(spread >= 0, "The spread of biases must be at least 0, but is " + spread + ".");
    }

    @Override
    public Signal output(Signal input) {
        Tabular.features(input);
        return Signal.reals(units);
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        return List.of(
                Parameter.trained("weight", new Initial.Normal(spread > 0 ? 1 : 0), units, input.size(0)),
                Parameter.trained("bias", new Initial.Normal(spread), units));
    }

    @Override
    public long operations(Signal input) {
        return 2L * units * input.elements();
    }

    @Override
    public String describe() {
        return "ntkDense(" + units + ")";
    }
}
