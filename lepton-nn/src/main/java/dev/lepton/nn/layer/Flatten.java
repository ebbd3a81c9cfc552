package dev.lepton.nn.layer;

/// All elements of an example in one axis, in row-major order.
public record Flatten() implements Unary {

    @Override
    public Signal output(Signal input) {
        Misfits.requireReals(input);
        for (int axis = 0; axis < input.rank(); axis++) {
            Misfits.known(input, axis);
        }
        return Signal.reals(input.elements());
    }

    @Override
    public String describe() {
        return "flatten()";
    }
}
