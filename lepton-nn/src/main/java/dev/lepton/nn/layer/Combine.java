package dev.lepton.nn.layer;

import java.util.List;

/// One signal of several with the same number of axes, element by element; an axis of size 1 is stretched to the
/// others' size.
public record Combine(Kind kind) implements Leaf {

    /// What becomes of the elements at one place.
    public enum Kind {
        SUM,
        PRODUCT
    }

    @Override
    public List<Signal> outputs(List<Signal> inputs) {
        Misfits.require(inputs.size() >= 2, "two or more inputs are expected, but " + inputs + " come");
        Signal result = inputs.getFirst();
        for (Signal input : inputs) {
            Misfits.requireReals(input);
            Misfits.require(input.rank() == result.rank(), different(inputs));
            for (int axis = 0; axis < input.rank(); axis++) {
                result = result.withSize(axis, stretched(result.size(axis), input.size(axis), inputs));
            }
        }
        return List.of(result);
    }

    private static long stretched(long left, long right, List<Signal> inputs) {
        Misfits.require(left == right || left == 1 || right == 1 || left < 0 || right < 0, different(inputs));
        return left == 1 || left < 0 && right > 1 ? right : left;
    }

    private static String different(List<Signal> inputs) {
        return "its inputs have shapes that do not match: " + inputs
                + "; give a shortcut a layer that makes the same shape as the body";
    }

    @Override
    public long operations(List<Signal> inputs) {
        return (inputs.size() - 1) * outputs(inputs).getFirst().elements();
    }

    @Override
    public boolean keepsSteps() {
        return true;
    }

    @Override
    public String describe() {
        return switch (kind) {
            case SUM -> "add()";
            case PRODUCT -> "multiply()";
        };
    }
}
