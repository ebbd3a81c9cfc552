package dev.lepton.graph;

import dev.lepton.graph.Column.Constant;
import dev.lepton.graph.Column.Made;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Sums of columns, each times a constant, as one product of matrices.
final class WeightedSums {

    private final Map<Column, Integer> terms = new LinkedHashMap<>();
    private final Tensor weights; // [term, sum]

    WeightedSums(List<Made> sums) {
        List<Map<Column, Double>> all = new ArrayList<>();
        for (Made sum : sums) {
            Map<Column, Double> own = new LinkedHashMap<>();
            for (Column argument : sum.arguments()) {
                own.merge(term(argument), weight(argument), Double::sum);
            }
            own.keySet().forEach(term -> terms.putIfAbsent(term, terms.size()));
            all.add(own);
        }
        double[] cells = new double[terms.size() * sums.size()];
        for (int i = 0; i < all.size(); i++) {
            for (Map.Entry<Column, Double> entry : all.get(i).entrySet()) {
                cells[terms.getOrDefault(entry.getKey(), 0) * sums.size() + i] = entry.getValue();
            }
        }
        this.weights = Tensor.doubles(Shape.of(terms.size(), sums.size()), cells);
    }

    /// Whether no sum can be spoilt by another's terms: a weight of 0 does not silence what is infinite.
    ///
    /// @param isFinite whether a column is so in every row that has no NaN
    static boolean areSafe(List<Made> sums, Predicate<Column> isFinite) {
        return sums.size() == 1
                || sums.stream()
                        .flatMap(sum -> sum.arguments().stream())
                        .allMatch(argument -> isFinite.test(term(argument)));
    }

    private static Column term(Column argument) {
        if (argument instanceof Made made && made.operator().name().equals("Mul")) {
            Column first = made.arguments().getFirst();
            Column last = made.arguments().getLast();
            if (last instanceof Constant) {
                return first;
            }
            return first instanceof Constant ? last : argument;
        }
        return argument;
    }

    private static double weight(Column argument) {
        if (argument instanceof Made made && made.operator().name().equals("Mul")) {
            if (made.arguments().getLast() instanceof Constant constant) {
                return constant.value();
            }
            if (made.arguments().getFirst() instanceof Constant constant) {
                return constant.value();
            }
        }
        return 1;
    }

    List<Column> terms() {
        return List.copyOf(terms.keySet());
    }

    Tensor weights() {
        return weights;
    }
}
