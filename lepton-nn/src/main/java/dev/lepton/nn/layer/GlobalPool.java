package dev.lepton.nn.layer;

/// One number for each channel of `[channels, length]` or `[channels, height, width]`: `[channels]`.
public record GlobalPool(Kind kind) implements Unary {

    /// What stands for all elements of a channel.
    public enum Kind {
        AVERAGE,
        MAX
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireReals(input);
        Misfits.require(
                input.rank() == 2 || input.rank() == 3,
                "an input [channels, length] or [channels, height, width] is expected, but " + input + " comes");
        return Signal.reals(Misfits.known(input, 0));
    }

    @Override
    public long operations(Signal input) {
        return input.elements();
    }

    @Override
    public String describe() {
        return switch (kind) {
            case AVERAGE -> "globalAveragePool()";
            case MAX -> "globalMaxPool()";
        };
    }
}
