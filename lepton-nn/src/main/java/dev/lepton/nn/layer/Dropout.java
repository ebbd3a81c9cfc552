package dev.lepton.nn.layer;

/// In training, each element is set to zero by chance and the others are scaled up, so that the expected value
/// stays (Srivastava et al. 2014); in evaluation, nothing happens.
///
/// @param rate the share that is set to zero
public record Dropout(double rate) implements Unary {

    public Dropout {
        Misfits.requireRate("The rate of dropout", rate);
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireReals(input);
        return input;
    }

    @Override
    public boolean keepsSteps() {
        return true;
    }

    @Override
    public String describe() {
        return "dropout(" + rate + ")";
    }
}
