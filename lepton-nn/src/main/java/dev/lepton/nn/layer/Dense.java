package dev.lepton.nn.layer;

import java.util.ArrayList;
import java.util.List;

/// A linear map of the last axis, `x · weightᵀ + bias`; all axes before it are kept.
///
/// Parameters: `weight` `[units, inputs]`, `bias` `[units]`.
///
/// @param units size of the last axis afterwards
public record Dense(int units, boolean bias) implements Unary {

    public Dense {
        Misfits.requirePositive("The number of units of a dense layer", units);
    }

    public Dense withoutBias() {
        return new Dense(units, false);
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireReals(input);
        Misfits.require(input.rank() >= 1, "at least one axis is expected, but " + input + " comes");
        Misfits.known(input, -1);
        return input.withSize(-1, units);
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        long inputs = input.size(-1);
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(Parameter.trained("weight", Initial.fanIn(inputs), units, inputs));
        if (bias) {
            parameters.add(Parameter.trained("bias", Initial.fanIn(inputs), units));
        }
        return parameters;
    }

    @Override
    public long operations(Signal input) {
        return output(input).elements() * (2 * input.size(-1) - 1 + (bias ? 1 : 0));
    }

    @Override
    public boolean keepsSteps() {
        return true;
    }

    @Override
    public String describe() {
        return "dense(" + units + ")";
    }
}
