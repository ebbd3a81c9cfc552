package dev.lepton.learn.tree;

import dev.lepton.base.Seed;
import dev.lepton.learn.feature.Features;
import dev.lepton.model.Fit;
import java.util.List;
import java.util.stream.IntStream;

/// Trees of random splits. One tree tells all classes apart.
final class RandomSplitGrower implements TreeGrower {

    private final RandomSplits data;
    private final RandomTree.Limits limits;
    private final String header;

    static RandomSplitGrower of(Features.Fitted prepared, ForestTargets targets, ForestShape shape, Fit context) {
        RandomSplits data =
                RandomSplits.of(targets, prepared.train(), prepared.features().columns());
        return new RandomSplitGrower(data, shape);
    }

    private RandomSplitGrower(RandomSplits data, ForestShape shape) {
        this.data = data;
        this.limits = new RandomTree.Limits(
                shape.featuresOf(data.columns().length),
                Math.max(shape.leastLeaf(), data.weight() / shape.maxLeaves()),
                shape.maxDepth());
        List<String> names = IntStream.range(0, data.columns().length)
                .mapToObj(i -> "Column_" + i)
                .toList();
        this.header = LightGbmTreeText.header(1, names);
    }

    @Override
    public List<ForestTree> grow(int[] rows, Seed seed) {
        LightGbmTreeText tree = new RandomTree(data, rows, limits, seed.random()).grow();
        return ForestTree.parse(header + "\n" + tree.text(0) + LightGbmTreeText.END);
    }
}
