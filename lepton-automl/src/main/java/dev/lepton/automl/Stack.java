package dev.lepton.automl;

import dev.lepton.model.Model;
import java.util.List;

/// A learnt second layer, which joins the answers of an ensemble's members in place of their shares.
///
/// @param stacker what learnt it
/// @param columns how answers become what the layer reads
/// @param layer one model a fold, each of which learnt from answers for the rows of the other folds
public record Stack(Stacker stacker, StackColumns columns, List<Model> layer) {

    public Stack {
        layer = List.copyOf(layer);
    }

    /// The layer over members, as one model.
    ///
    /// @param members in the order of the columns
    Model over(List<Model> members) {
        return new StackModel(members, columns, Blend.mean(layer));
    }
}
