package dev.lepton.learn.derive;

import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.Table;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Category columns whose levels are pairs of levels of two others, written one after the other; a missing
/// cell counts as a level, so a pair is never missing.
///
/// Pairs that are written alike, because levels hold the sign between them, count as one.
final class Crossings implements Step {

    private static final String BETWEEN = " & ";

    private final List<CrossingCandidate> wanted;

    Crossings(List<CrossingCandidate> wanted) {
        this.wanted = List.copyOf(wanted);
    }

    static String name(CrossingCandidate pair) {
        return pair.left() + BETWEEN + pair.right();
    }

    @Override
    public List<String> reads() {
        return wanted.stream()
                .flatMap(pair -> Stream.of(pair.left(), pair.right()))
                .distinct()
                .toList();
    }

    @Override
    public List<String> names() {
        return wanted.stream().map(Crossings::name).toList();
    }

    @Override
    public List<Column> make(Table rows) {
        return wanted.stream().<Column>map(pair -> cross(rows, pair)).toList();
    }

    static CategoryColumn cross(Table rows, CrossingCandidate pair) {
        CategoryColumn left = rows.column(pair.left(), CategoryColumn.class);
        CategoryColumn right = rows.column(pair.right(), CategoryColumn.class);
        Map<Long, Integer> codeOfPair = new HashMap<>();
        Map<String, Integer> codeOfLevel = new HashMap<>();
        List<String> levels = new ArrayList<>();
        int[] codes = new int[rows.rows()];
        for (int row = 0; row < codes.length; row++) {
            int at = row;
            long both = (left.code(row) + 1L) << 32 | (right.code(row) + 1);
            codes[row] = codeOfPair.computeIfAbsent(both, unused -> {
                String level = left.text(at) + BETWEEN + right.text(at);
                return codeOfLevel.computeIfAbsent(level, fresh -> {
                    levels.add(fresh);
                    return levels.size() - 1;
                });
            });
        }
        return CategoryColumn.of(MemorySegment.ofArray(codes), levels);
    }

    @Override
    public List<Value> lower(GraphBuilder builder, Map<String, Value> inputs) {
        Value between = builder.constant(Tensor.strings(Shape.of(1, 1), List.of(BETWEEN)));
        return wanted.stream()
                .map(pair -> {
                    Value left = concat(builder, Parts.input(inputs, pair.left()), between);
                    return concat(builder, left, Parts.input(inputs, pair.right()));
                })
                .toList();
    }

    private static Value concat(GraphBuilder builder, Value left, Value right) {
        return builder.node("StringConcat", List.of(left, right), Map.of(), ElementType.STRING, Shape.batch(1));
    }
}
