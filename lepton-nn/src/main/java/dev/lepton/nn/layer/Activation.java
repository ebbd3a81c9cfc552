package dev.lepton.nn.layer;

/// A function without parameters or settings that is applied to each element, or to each row of the last axis.
public enum Activation implements Unary {
    /// `max(x, 0)`
    RELU("relu", 1),
    /// `min(max(x, 0), 6)`
    RELU6("relu6", 2),
    /// `x Φ(x)`, with the normal distribution's Φ (Hendrycks, Gimpel 2016)
    GELU("gelu", 8),
    /// the same with Φ approximated by a hyperbolic tangent, as GPT-2 has it
    GELU_TANH("geluTanh", 10),
    /// `x / (1 + e⁻ˣ)`, also called swish
    SILU("silu", 5),
    /// the exponential linear unit with the constants that keep mean and variance (Klambauer et al. 2017)
    SELU("selu", 4),
    /// `x tanh(ln(1 + eˣ))` (Misra 2019)
    MISH("mish", 9),
    /// `1 / (1 + e⁻ˣ)`
    SIGMOID("sigmoid", 4),
    /// the hyperbolic tangent
    TANH("tanh", 5),
    /// `ln(1 + eˣ)`
    SOFTPLUS("softplus", 4),
    /// `min(max(x + 3, 0), 6) / 6`
    HARD_SIGMOID("hardSigmoid", 4),
    /// `x min(max(x + 3, 0), 6) / 6` (Howard et al. 2019)
    HARD_SWISH("hardSwish", 5),
    /// `eˣ` of each element by their sum along the last axis
    SOFTMAX("softmax", 5),
    /// the logarithm of softmax
    LOG_SOFTMAX("logSoftmax", 6);

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
    public boolean keepsSteps() {
        return true;
    }

    @Override
    public String describe() {
        return word + "()";
    }
}
