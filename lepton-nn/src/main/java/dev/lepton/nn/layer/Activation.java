package dev.lepton.nn.layer;

/// A function without parameters or settings that is applied to each element, or to each row of the last axis.
public enum Activation implements Unary {
    /// `max(x, 0)`
    RELU("relu", 1),
    /// 1 / (1 + e⁻ˣ)
    SIGMOID("sigmoid", 4),
    /// the hyperbolic tangent
    TANH("tanh", 5),
    /// eˣ of each element by their sum along the last axis
    SOFTMAX("softmax", 5);

    private final String word;
    private final int cost; // operations for one element, roughly

    Activation(String word, int cost) {
        this.word = word;
        this.cost = cost;
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireReals(input);
        return input;
    }

    @Override
    public long operations(Signal input) {
        return cost * input.elements();
    }

    @Override
    public String describe() {
        return word + "()";
    }
}
