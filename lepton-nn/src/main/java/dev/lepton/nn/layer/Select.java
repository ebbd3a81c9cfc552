package dev.lepton.nn.layer;

import java.util.List;

/// One of several signals; the others end here.
///
/// @param index from 0
public record Select(int index) implements Leaf {

    @Override
    public List<Signal> outputs(List<Signal> inputs) {
        Misfits.require(
                index >= 0 && index < inputs.size(),
                "there is no signal " + index + " among the " + inputs.size() + " that come: " + inputs);
        return List.of(inputs.get(index));
    }

    @Override
    public String describe() {
        return "select(" + index + ")";
    }
}
