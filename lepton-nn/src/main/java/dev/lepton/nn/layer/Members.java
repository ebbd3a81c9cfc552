package dev.lepton.nn.layer;

import java.util.List;

/// Several copies of the features, each weighted in its own way: what makes one net, whose layers they
/// share, an ensemble (Gorishniy et al. 2024, "TabM-mini"; after Wen et al. 2020, "BatchEnsemble").
/// `[features]` in, `[members, features]` out.
///
/// Parameter: `weight` `[members, features]`, normal around zero before training.
///
/// @param count number of members
public record Members(int count) implements Tabular {

    public Members {
        Misfits.requirePositive("The number of members", count);
    }

    @Override
    public Signal output(Signal input) {
        return Signal.reals(count, Tabular.features(input));
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        return List.of(Parameter.trained("weight", new Initial.Normal(1), count, input.size(0)));
    }

    @Override
    public long operations(Signal input) {
        return count * input.elements();
    }

    @Override
    public String describe() {
        return "members(" + count + ")";
    }
}
