package dev.lepton.nn.layer;

import java.util.List;

/// Each feature moved and scaled by constants, then bent so that it never leaves `-limit .. limit`: `x
/// / √(1 + (x / limit)²)` of `x = (raw - centre) · factor`, which keeps small numbers nearly as they
/// are and far ones in their order (Holzmüller et al. 2024, "robust scaling" and "smooth clipping").
///
/// Buffers, which are found from training rows: `centre` and `factor`, each `[features]`.
public record RobustScaling(double limit) implements Tabular {

    public RobustScaling {
        Misfits.require(limit > 0, "The limit of robust scaling must be above 0, but is " + limit + ".");
    }

    @Override
    public Signal output(Signal input) {
        Tabular.features(input);
        return input;
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        return List.of(
                Parameter.buffer("centre", Initial.ZEROS, input.size(0)),
                Parameter.buffer("factor", Initial.ONES, input.size(0)));
    }

    @Override
    public long operations(Signal input) {
        return 7 * input.elements();
    }

    @Override
    public String describe() {
        return "robustScaling(" + limit + ")";
    }
}
