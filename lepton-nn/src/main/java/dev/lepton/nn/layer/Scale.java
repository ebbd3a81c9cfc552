package dev.lepton.nn.layer;

import java.util.List;

/// Each feature times a factor that is trained: a dense layer whose matrix is diagonal, by which a net
/// can choose among features.
///
/// Parameter: `weight` `[features]`, ones at first.
public record Scale() implements Tabular {

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
        return input.elements();
    }

    @Override
    public String describe() {
        return "scale()";
    }
}
