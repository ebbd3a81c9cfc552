package dev.lepton.learn.tree;

import dev.lepton.learn.feature.Feature;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which features are codes without an order.
final class CategoricalFeatures {

    private CategoricalFeatures() {}

    /// Their indices, `0,3,4`.
    static String indices(List<Feature> columns) {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).categorical())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
    }
}
