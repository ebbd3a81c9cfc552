package dev.lepton.nn.layer;

import java.util.List;

/// [Dropout] whose rate is lowered while training goes on, so that a net ends by learning with all it
/// has, and whose chance is its own: what else draws in the same process changes nothing.
///
/// Buffer: `state` `[2]`, what the rate is multiplied with and the seed of the next draw, a whole
/// number below 2^24; who trains sets both before each step.
///
/// @param rate the share of elements that is set to zero at first
public record FadingDropout(double rate) implements Tabular {

    public FadingDropout {
        Misfits.requireRate("The rate of dropout", rate);
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireReals(input);
        return input;
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        return List.of(Parameter.buffer("state", Initial.ONES, 2));
    }

    @Override
    public String describe() {
        return "fadingDropout(" + rate + ")";
    }
}
