package dev.lepton.learn.tree;

import dev.lepton.base.Seed;
import dev.lepton.learn.feature.Features;
import dev.lepton.model.Fit;
import java.util.List;

/// A way to grow single trees from some of the rows. Thread-safe: the trees of a forest grow side by side.
interface TreeGrower {

    /// A tree per output, or one that serves all outputs.
    ///
    /// @param rows in ascending order, at least one
    /// @param seed of this tree alone
    List<ForestTree> grow(int[] rows, Seed seed);

    /// Makes a grower for one forest's rows.
    @FunctionalInterface
    interface Maker {
        TreeGrower over(Features.Fitted prepared, ForestTargets targets, ForestShape shape, Fit context);
    }
}
