package dev.lepton.graph;

import dev.lepton.graph.internal.onnx.GraphProto;
import dev.lepton.graph.internal.onnx.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which tree ensembles of a graph become one: those of one type that wait for no other ensemble and whose
/// features are known column by column; as many as one node can hold.
final class FusibleTrees {

    /// Splits and leaves of one node. Larger ensembles load in more than linear time.
    private static final int MAX_ENTRIES = 32_000;

    private final ColumnReader reader;
    private final List<List<NodeProto>> groups = new ArrayList<>();
    private final Map<String, Integer> groupOf = new HashMap<>(); // by output
    private final Map<String, Integer> firstTarget = new HashMap<>(); // by output

    FusibleTrees(GraphProto graph, ColumnReader reader) {
        this.reader = reader;
        Set<String> afterTrees = new HashSet<>();
        Map<ElementType, List<NodeProto>> byType = new HashMap<>();
        for (NodeProto node : graph.getNodeList()) {
            boolean waits = node.getInputList().stream().anyMatch(afterTrees::contains);
            boolean trees = node.getOpType().equals("TreeEnsemble");
            if (trees || waits) {
                afterTrees.addAll(node.getOutputList());
            }
            List<Column> features = trees && !waits ? reader.columns(node.getInput(0)) : null;
            if (features != null && FusedTrees.isSum(node)) {
                byType.computeIfAbsent(features.getFirst().type(), unused -> new ArrayList<>())
                        .add(node);
            }
        }
        for (ElementType type : List.of(ElementType.DOUBLE, ElementType.FLOAT)) {
            byType.getOrDefault(type, List.of()).forEach(this::place);
        }
    }

    private void place(NodeProto node) {
        List<NodeProto> last = groups.isEmpty() ? List.of() : groups.getLast();
        int entries = last.stream().mapToInt(FusedTrees::entries).sum();
        boolean fits = !last.isEmpty()
                && typeOf(last.getFirst()) == typeOf(node)
                && entries + FusedTrees.entries(node) <= MAX_ENTRIES;
        if (!fits) {
            groups.add(new ArrayList<>());
        }
        firstTarget.put(
                node.getOutput(0),
                groups.getLast().stream().mapToInt(FusedTrees::targets).sum());
        groups.getLast().add(node);
        groupOf.put(node.getOutput(0), groups.size() - 1);
    }

    boolean contains(String output) {
        return groupOf.containsKey(output);
    }

    int groupOf(String output) {
        return groupOf.getOrDefault(output, -1);
    }

    /// The place of an ensemble's first target among those of its group.
    int firstTarget(String output) {
        return firstTarget.getOrDefault(output, 0);
    }

    int targets(int group) {
        return groups.get(group).stream().mapToInt(FusedTrees::targets).sum();
    }

    List<NodeProto> ensembles(int group) {
        return groups.get(group);
    }

    ElementType typeOf(NodeProto ensemble) {
        return features(ensemble).getFirst().type();
    }

    private List<Column> features(NodeProto ensemble) {
        List<Column> features = reader.columns(ensemble.getInput(0));
        if (features == null) {
            throw new IllegalStateException(ensemble.getOutput(0) + " has features that are not known");
        }
        return features;
    }

    /// What the splits of all groups of a type ask for, each once.
    List<Column> features(ElementType type) {
        Set<Column> used = new LinkedHashSet<>();
        for (List<NodeProto> group : groups) {
            for (NodeProto node : group) {
                List<Column> features = features(node);
                for (int feature : features.getFirst().type() == type ? FusedTrees.usedFeatures(node) : new int[0]) {
                    used.add(features.get(feature));
                }
            }
        }
        return List.copyOf(used);
    }

    /// Where each feature of an ensemble is among the columns of a matrix.
    Map<Integer, Integer> places(NodeProto ensemble, Map<Column, Integer> columns) {
        List<Column> features = features(ensemble);
        Map<Integer, Integer> places = new HashMap<>();
        for (int feature : FusedTrees.usedFeatures(ensemble)) {
            places.put(feature, columns.get(features.get(feature)));
        }
        return places;
    }
}
