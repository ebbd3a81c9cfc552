package dev.lepton.graph;

import dev.lepton.graph.internal.onnx.AttributeProto;
import dev.lepton.graph.internal.onnx.NodeProto;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/// Several `ai.onnx.ml.TreeEnsemble` nodes as one, whose targets are those of the first, then those of the
/// second, and so on.
///
/// Only sums without a transformation can be joined so, since every tree adds to the targets of its own
/// ensemble alone.
final class FusedTrees {

    private static final int SUM = 1;

    private final Map<String, List<AttributeProto>> parts = new LinkedHashMap<>();
    private final ElementType type;
    private final List<NodeProto> ensembles;

    /// @param ensembles of one type, each [#isSum]
    FusedTrees(List<NodeProto> ensembles, ElementType type) {
        this.ensembles = ensembles;
        this.type = type;
    }

    static boolean isSum(NodeProto node) {
        Map<String, Attribute> attributes = new Node(node).attributes();
        return new Node(node).qualifiedOp().equals("ai.onnx.ml.TreeEnsemble")
                && attributes.get("aggregate_function") instanceof Attribute.IntAttribute(long aggregate)
                && aggregate == SUM
                && (!(attributes.get("post_transform") instanceof Attribute.IntAttribute(long transform))
                        || transform == 0);
    }

    static int targets(NodeProto node) {
        return (int) attribute(node, "n_targets").getI();
    }

    /// How much a node takes once it is loaded.
    static int entries(NodeProto node) {
        int members = node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals("membership_values"))
                .mapToInt(
                        attribute -> (int) new Tensor(attribute.getT()).shape().elements())
                .sum();
        return attribute(node, "nodes_featureids").getIntsCount()
                + attribute(node, "leaf_targetids").getIntsCount()
                + members;
    }

    /// The features that any split asks for.
    static int[] usedFeatures(NodeProto node) {
        return attribute(node, "nodes_featureids").getIntsList().stream()
                .mapToInt(Long::intValue)
                .distinct()
                .toArray();
    }

    private static AttributeProto attribute(NodeProto node, String name) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst()
                .orElseGet(AttributeProto::getDefaultInstance);
    }

    /// @param places the new place of each feature, for each ensemble
    Map<String, Attribute> attributes(List<Map<Integer, Integer>> places) {
        Map<String, Attribute> fused = new LinkedHashMap<>();
        long[] splits = starts("nodes_featureids");
        long[] leaves = starts("leaf_targetids");
        long[] targets = new long[ensembles.size()];
        for (int i = 1; i < targets.length; i++) {
            targets[i] = targets[i - 1] + targets(ensembles.get(i - 1));
        }
        fused.put("n_targets", Attribute.of(targets[targets.length - 1] + targets(ensembles.getLast())));
        fused.put("aggregate_function", Attribute.of(SUM));
        fused.put("post_transform", Attribute.of(0));
        fused.put("tree_roots", shifted("tree_roots", splits));
        fused.put("leaf_targetids", shifted("leaf_targetids", targets));
        fused.put(
                "nodes_featureids",
                ints(
                        "nodes_featureids",
                        (i, split) ->
                                Objects.requireNonNull(places.get(i).get((int) raw(i, "nodes_featureids", split)))));
        fused.put("nodes_truenodeids", children("true", splits, leaves));
        fused.put("nodes_falsenodeids", children("false", splits, leaves));
        for (String name : List.of("nodes_trueleafs", "nodes_falseleafs", "nodes_missing_value_tracks_true")) {
            fused.put(name, ints(name, (i, split) -> raw(i, name, split)));
        }
        fused.put("nodes_modes", Attribute.of(modes()));
        fused.put("nodes_splits", Attribute.of(numbers("nodes_splits")));
        fused.put("leaf_weights", Attribute.of(numbers("leaf_weights")));
        if (ensembles.stream()
                .anyMatch(node -> attribute(node, "membership_values").hasT())) {
            fused.put("membership_values", Attribute.of(numbers("membership_values")));
        }
        return fused;
    }

    private long[] starts(String name) {
        long[] starts = new long[ensembles.size()];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + attribute(ensembles.get(i - 1), name).getIntsCount();
        }
        return starts;
    }

    private interface Entry {
        long of(int ensemble, int place);
    }

    private long raw(int ensemble, String name, int place) {
        AttributeProto found = attributeOf(ensemble, name);
        return place < found.getIntsCount() ? found.getInts(place) : 0; // optional lists are zeros where left out
    }

    private AttributeProto attributeOf(int ensemble, String name) {
        return parts.computeIfAbsent(
                        name,
                        unused -> ensembles.stream()
                                .map(node -> attribute(node, name))
                                .toList())
                .get(ensemble);
    }

    /// One number for each entry of a list that has as many as there are splits, or is longer.
    private Attribute ints(String name, Entry entry) {
        LongStream.Builder all = LongStream.builder();
        for (int i = 0; i < ensembles.size(); i++) {
            int count = name.startsWith("nodes_")
                    ? attributeOf(i, "nodes_featureids").getIntsCount()
                    : attributeOf(i, name).getIntsCount();
            for (int place = 0; place < count; place++) {
                all.accept(entry.of(i, place));
            }
        }
        return Attribute.ints(all.build().toArray());
    }

    private Attribute shifted(String name, long[] by) {
        return ints(name, (i, place) -> raw(i, name, place) + by[i]);
    }

    private Attribute children(String branch, long[] splits, long[] leaves) {
        String ids = "nodes_" + branch + "nodeids";
        String areLeaves = "nodes_" + branch + "leafs";
        return ints(ids, (i, place) -> raw(i, ids, place) + (raw(i, areLeaves, place) == 1 ? leaves[i] : splits[i]));
    }

    private Tensor modes() {
        byte[] modes = new byte[0];
        for (NodeProto node : ensembles) {
            byte[] some = new Tensor(attribute(node, "nodes_modes").getT()).toBytes();
            byte[] longer = Arrays.copyOf(modes, modes.length + some.length);
            System.arraycopy(some, 0, longer, modes.length, some.length);
            modes = longer;
        }
        return Tensor.bytes(ElementType.UINT8, Shape.of(modes.length), modes);
    }

    /// Sets are separated by NaN, so one must follow the last set before another's first.
    private static double[] closed(String name, double[] numbers) {
        if (!name.equals("membership_values") || numbers.length == 0 || Double.isNaN(numbers[numbers.length - 1])) {
            return numbers;
        }
        double[] longer = Arrays.copyOf(numbers, numbers.length + 1);
        longer[numbers.length] = Double.NaN;
        return longer;
    }

    private Tensor numbers(String name) {
        double[] all = ensembles.stream()
                .map(node -> attribute(node, name))
                .filter(AttributeProto::hasT)
                .flatMapToDouble(found -> DoubleStream.of(closed(name, new Tensor(found.getT()).toDoubles())))
                .toArray();
        if (type == ElementType.DOUBLE) {
            return Tensor.doubles(Shape.of(all.length), all);
        }
        float[] narrow = new float[all.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) all[i];
        }
        return Tensor.floats(Shape.of(narrow.length), narrow);
    }
}
