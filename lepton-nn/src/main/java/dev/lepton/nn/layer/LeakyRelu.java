package dev.lepton.nn.layer;

/// `x` where it is positive, `slope * x` elsewhere.
public record LeakyRelu(double slope) implements Unary {

    @Override
    public Signal output(Signal input) {
        Misfits.requireReals(input);
        return input;
    }

    @Override
    public long operations(Signal input) {
        return 2 * input.elements();
    }

    @Override
    public boolean keepsSteps() {
        return true;
    }

    @Override
    public String describe() {
        return "leakyRelu(" + slope + ")";
    }
}
