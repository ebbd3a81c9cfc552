package dev.lepton.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Columns that say of each set of categories, which trees ask for, whether a row is in it: 0 if so, else 1.
///
/// ONNX Runtime unrolls a split by membership into a chain of comparisons and repeats everything below the
/// first child for each of them (`transformInputOneTree` of its tree code), so that nested splits by large
/// sets grow without bounds, in memory and in the depth of its recursion. Where that costs more than a few
/// nodes, the sets are looked up in a table instead, for all features of one group at once, and the trees
/// compare the looked-up columns.
final class SetColumns {

    /// Nodes that unrolling may add to a tree for one split.
    private static final long CHEAP = 4;

    /// Above this code of a category a table would be larger than what it saves.
    private static final double MAX_CODE = 100_000;

    /// Features whose numbers of sets differ by at most this factor share a table.
    private static final int GROUP_SPREAD = 4;

    private final Map<Tree.Member, Integer> columns = new HashMap<>();
    private final Map<Integer, List<Tree.Member>> sets = new LinkedHashMap<>(); // by feature, in order of appearance

    private SetColumns() {}

    /// Trees over features of which some are looked up.
    record Rewritten(Value features, List<Tree> trees) {}

    /// The same trees with their costly splits by membership replaced, and the features that they then need.
    static Rewritten of(GraphBuilder builder, Value features, List<Tree> trees) {
        if (features.shape().rank() != 2 || features.shape().size(1) < 0) {
            return new Rewritten(features, trees);
        }
        SetColumns found = new SetColumns();
        trees.forEach(found::collect);
        if (found.sets.isEmpty()) {
            return new Rewritten(features, trees);
        }
        Value widened = found.widen(builder, features);
        Tree.Comparison comparison = usual(trees);
        return new Rewritten(
                widened,
                trees.stream().map(tree -> found.rewrite(tree, comparison)).toList());
    }

    /// The comparison that the trees already use: one kind of comparison throughout is fastest.
    private static Tree.Comparison usual(List<Tree> trees) {
        boolean less = trees.stream()
                .flatMap(tree -> IntStream.range(0, tree.splits()).mapToObj(tree::condition))
                .anyMatch(condition -> condition instanceof Tree.Threshold t && t.comparison() == Tree.Comparison.LT);
        return less ? Tree.Comparison.LT : Tree.Comparison.LEQ;
    }

    private void collect(Tree tree) {
        long[] sizes = new long[tree.splits()]; // nodes at and below each split once unrolled
        for (int split : childrenFirst(tree)) {
            long ifTrue = size(sizes, tree.childIfTrue(split));
            long ifFalse = size(sizes, tree.childIfFalse(split));
            long repeats = 0;
            if (tree.condition(split) instanceof Tree.Member member) {
                repeats = (Math.max(1, member.members().size()) - 1) * (1 + ifTrue);
                if (repeats > CHEAP && isTabular(member)) {
                    repeats = 0;
                    List<Tree.Member> known = sets.computeIfAbsent(member.feature(), unused -> new ArrayList<>());
                    if (columns.putIfAbsent(member, -1) == null) {
                        known.add(member);
                    }
                }
            }
            sizes[split] = 1 + ifTrue + ifFalse + repeats;
        }
    }

    private static boolean isTabular(Tree.Member member) {
        return member.members().stream().allMatch(code -> code >= 0 && code <= MAX_CODE);
    }

    private static long size(long[] sizes, int reference) {
        return reference < 0 ? 1 : sizes[reference];
    }

    private static int[] childrenFirst(Tree tree) {
        int[] order = new int[tree.splits()];
        int[] waiting = new int[tree.splits() + 1];
        int open = 0;
        int met = 0;
        waiting[open++] = tree.root();
        while (open > 0) {
            int split = waiting[--open];
            if (split >= 0) {
                order[tree.splits() - ++met] = split;
                waiting[open++] = tree.childIfTrue(split);
                waiting[open++] = tree.childIfFalse(split);
            }
        }
        return order;
    }

    private Value widen(GraphBuilder builder, Value features) {
        List<Value> parts = new ArrayList<>();
        parts.add(features);
        int next = Math.toIntExact(features.shape().size(1));
        for (List<Integer> group : groups()) {
            parts.add(lookUp(builder, features, group));
            int width = width(group);
            for (int i = 0; i < group.size(); i++) {
                List<Tree.Member> members = setsOf(group.get(i));
                for (int slot = 0; slot < members.size(); slot++) {
                    columns.put(members.get(slot), next + i * width + slot);
                }
            }
            next += group.size() * width;
        }
        return builder.ops().concat(1, parts.toArray(Value[]::new));
    }

    private List<Tree.Member> setsOf(int feature) {
        return sets.getOrDefault(feature, List.of());
    }

    private int width(List<Integer> group) {
        return group.stream().mapToInt(feature -> setsOf(feature).size()).max().orElse(0);
    }

    private List<List<Integer>> groups() {
        List<Integer> ordered = new ArrayList<>(sets.keySet());
        ordered.sort(
                Comparator.comparingInt((Integer feature) -> -setsOf(feature).size())
                        .thenComparing(Comparator.naturalOrder()));
        List<List<Integer>> groups = new ArrayList<>();
        for (int feature : ordered) {
            boolean fits = !groups.isEmpty() && setsOf(feature).size() * GROUP_SPREAD >= width(groups.getLast());
            if (!fits) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(feature);
        }
        return groups;
    }

    /// `[N, features of the group x width]`: one row of the table for each feature of each row. Per feature
    /// the table has a line for every code from 0 to the largest member, one for all other numbers, and one
    /// for NaN.
    private Value lookUp(GraphBuilder builder, Value features, List<Integer> group) {
        GraphOps ops = builder.ops();
        int width = width(group);
        long[] places = group.stream().mapToLong(Integer::longValue).toArray();
        double[] others = new double[group.size()]; // line of numbers that are no code, counted within the feature
        double[] starts = new double[group.size()];
        int lines = 0;
        for (int i = 0; i < others.length; i++) {
            others[i] = 1 + largest(group.get(i));
            starts[i] = lines;
            lines += (int) others[i] + 2;
        }
        Value codes = ops.floor(ops.gather(features, ops.constant(Tensor.longs(Shape.of(places.length), places)), 1));
        Value other = constant(ops, features, others);
        Value inside = ops.and(ops.lessOrEqual(ops.scalarLike(features, 0), codes), ops.less(codes, other));
        Value known = ops.where(inside, codes, other);
        Value missing = constant(
                ops, features, Arrays.stream(others).map(line -> line + 1).toArray());
        Value line = ops.add(ops.where(ops.isNaN(codes), missing, known), constant(ops, features, starts));
        Value table = ops.constant(Tensor.bytes(ElementType.UINT8, Shape.of(lines, width), table(group, width, lines)));
        Value found = ops.gather(table, ops.cast(line, ElementType.INT64), 0);
        return ops.cast(ops.reshape(found, 0, (long) group.size() * width), features.type());
    }

    private static Value constant(GraphOps ops, Value like, double[] values) {
        Value exact = ops.constant(Tensor.doubles(Shape.of(values.length), values));
        return like.type() == ElementType.DOUBLE ? exact : ops.cast(exact, like.type());
    }

    private int largest(int feature) {
        return setsOf(feature).stream()
                .flatMap(set -> set.members().stream())
                .mapToInt(Double::intValue)
                .max()
                .orElse(0);
    }

    private byte[] table(List<Integer> group, int width, int lines) {
        byte[] table = new byte[Math.multiplyExact(lines, width)]; // [line, set]
        Arrays.fill(table, (byte) 1);
        int start = 0;
        for (int feature : group) {
            int other = 1 + largest(feature);
            List<Tree.Member> members = setsOf(feature);
            for (int slot = 0; slot < members.size(); slot++) {
                for (double code : members.get(slot).members()) {
                    table[(start + (int) code) * width + slot] = 0;
                }
                table[(start + other + 1) * width + slot] =
                        (byte) (members.get(slot).missingHolds() ? 0 : 1);
            }
            start += other + 2;
        }
        return table;
    }

    private Tree rewrite(Tree tree, Tree.Comparison comparison) {
        Tree.Builder builder = Tree.builder();
        for (int leaf = 0; leaf < tree.leaves(); leaf++) {
            builder.leaf(tree.leafTarget(leaf), tree.leafWeight(leaf));
        }
        for (int split = 0; split < tree.splits(); split++) {
            Tree.Condition condition = tree.condition(split);
            Integer column = condition instanceof Tree.Member member ? columns.get(member) : null;
            builder.split(
                    column == null ? condition : new Tree.Threshold(column, comparison, 0.5, condition.missingHolds()),
                    tree.childIfTrue(split),
                    tree.childIfFalse(split));
        }
        return builder.build(tree.root());
    }
}
