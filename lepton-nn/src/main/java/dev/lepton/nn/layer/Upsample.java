package dev.lepton.nn.layer;

/// Each of the last axes of `[channels, length]` or `[channels, height, width]` becomes longer.
///
/// @param factor how many times
public record Upsample(int factor, Mode mode) implements Unary {

    /// Where new elements come from.
    public enum Mode {
        /// each element is repeated
        NEAREST,
        /// between the nearest elements, whose places are their centres
        LINEAR
    }

    public Upsample {
        Misfits.requirePositive("The factor of upsampling", factor);
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireReals(input);
        Misfits.require(
                input.rank() == 2 || input.rank() == 3,
                "an input [channels, length] or [channels, height, width] is expected, but " + input + " comes");
        Signal result = input;
        for (int axis = 1; axis < input.rank(); axis++) {
            result = input.size(axis) < 0 ? result : result.withSize(axis, input.size(axis) * factor);
        }
        return result;
    }

    @Override
    public long operations(Signal input) {
        return switch (mode) {
            case NEAREST -> 0;
            case LINEAR -> (input.rank() == 2 ? 3 : 7) * output(input).elements();
        };
    }

    @Override
    public String describe() {
        return switch (mode) {
            case NEAREST -> "upsample(" + factor + ")";
            case LINEAR -> "upsample(" + factor + ", linear)";
        };
    }
}
