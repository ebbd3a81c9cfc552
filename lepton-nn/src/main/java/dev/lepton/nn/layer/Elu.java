package dev.lepton.nn.layer;

/// `x` where it is positive, `alpha * (eˣ - 1)` elsewhere (Clevert et al. 2015).
public record Elu(double alpha) implements Unary {

    @Override
    public Signal output(Signal input) {
        Misfits.requireReals(input);
        return input;
    }

    @Override
    public long operations(Signal input) {
        return 4 * input.elements();
    }

    @Override
    public boolean keepsSteps() {
        return true;
    }

    @Override
    public String describe() {
        return "elu(" + alpha + ")";
    }
}
