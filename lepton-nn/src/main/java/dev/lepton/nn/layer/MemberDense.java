package dev.lepton.nn.layer;

import java.util.List;

/// A dense layer of its own for each member: `[members, features]` in, `[members, units]` out.
///
/// Parameters, zeros at first: `weight` `[members, features, units]`, `bias` `[members, units]`.
///
/// @param units outputs of each member
public record MemberDense(int units) implements Tabular {

    public MemberDense {
        Misfits.requirePositive("The number of units of a dense layer", units);
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireAxes(input, 2, "[members, features]");
        return Signal.reals(Misfits.known(input, 0), units);
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        return List.of(
                Parameter.trained("weight", Initial.ZEROS, input.size(0), Misfits.known(input, 1), units),
                Parameter.trained("bias", Initial.ZEROS, input.size(0), units));
    }

    @Override
    public long operations(Signal input) {
        return 2L * units * input.elements();
    }

    @Override
    public String describe() {
        return "memberDense(" + units + ")";
    }
}
