package dev.lepton.nn.preset;

import dev.lepton.nn.layer.Branches;
import dev.lepton.nn.layer.CodeEmbedding;
import dev.lepton.nn.layer.Concat;
import dev.lepton.nn.layer.Layer;
import dev.lepton.nn.layer.RobustScaling;
import dev.lepton.nn.layer.Signal;
import java.util.ArrayList;
import java.util.List;

/// What the columns of a table are to a net: quantities of which any value may matter, shares that are
/// mostly 0, and codes of categories.
///
/// @param codes how many codes each category column has
public record TableShape(int quantities, int shares, List<Integer> codes) {

    /// Beyond three times the distance of the quartiles values hardly differ any more.
    private static final double LIMIT = 3;

    public TableShape {
        codes = List.copyOf(codes);
    }

    /// The inputs of a net, in this order: quantities, shares, codes; those of which there are none are
    /// left out.
    public List<Signal> inputs() {
        List<Signal> inputs = new ArrayList<>();
        if (quantities > 0) {
            inputs.add(Signal.reals(quantities));
        }
        if (shares > 0) {
            inputs.add(Signal.reals(shares));
        }
        if (!codes.isEmpty()) {
            inputs.add(Signal.ids(codes.size()));
        }
        return inputs;
    }

    /// All columns as features in one axis: numbers scaled, quantities embedded as well, codes
    /// embedded.
    ///
    /// @param quantity what each quantity becomes
    /// @param codeSize how many numbers each code becomes
    Layer features(Layer quantity, int codeSize) {
        List<Layer> parts = new ArrayList<>();
        if (quantities > 0) {
            parts.add(new RobustScaling(LIMIT).then(quantity));
        }
        if (shares > 0) {
            parts.add(new RobustScaling(LIMIT));
        }
        if (!codes.isEmpty()) {
            parts.add(new CodeEmbedding(codes, codeSize));
        }
        return parts.size() == 1 ? parts.getFirst() : new Branches(parts).then(new Concat(0));
    }
}
