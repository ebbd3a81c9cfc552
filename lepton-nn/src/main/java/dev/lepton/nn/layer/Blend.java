package dev.lepton.nn.layer;

import java.util.List;
import java.util.Locale;

/// An activation that each feature may mix with its plain value: `x + weight · (f(x) - x)`.
///
/// Parameter: `weight` `[features]`, ones at first, which is the activation itself.
public record Blend(Curve curve) implements Tabular {

    /// The activation that is blended.
    public enum Curve {
        /// 1.0507 · x above 0, and 1.7581 · (eˣ - 1) below (Klambauer et al. 2017).
        SELU,
        /// x · tanh(ln(1 + eˣ)) (Misra 2019).
        MISH
    }

    @Override
    public Signal output(Signal input) {
        Tabular.features(input);
        return input;
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        return List.of(Parameter.trained("weight", Initial.ONES, input.size(0)));
    }

    @Override
    public long operations(Signal input) {
        return 8 * input.elements();
    }

    @Override
    public String describe() {
        return "blend(" + curve.name().toLowerCase(Locale.ROOT) + ")";
    }
}
