package dev.lepton.graph;

import dev.lepton.graph.internal.onnx.AttributeProto;
import dev.lepton.graph.internal.onnx.GraphProto;
import dev.lepton.graph.internal.onnx.NodeProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All strings that any `LabelEncoder` of a graph knows, for each input of strings.
///
/// Two strings that no encoder tells apart are still two levels; all that are no level of any encoder are
/// one more, the last.
final class LevelUnion {

    private final Map<String, List<String>> levels; // by input, in order of appearance

    private LevelUnion(Map<String, List<String>> levels) {
        this.levels = levels;
    }

    /// @param most inputs with more levels than this are left out
    static LevelUnion of(GraphProto graph, int most) {
        Set<String> inputs = new HashSet<>();
        graph.getInputList().forEach(input -> {
            Value value = Values.read(input);
            if (value.type() == ElementType.STRING
                    && value.shape().rank() == 2
                    && value.shape().size(1) == 1) {
                inputs.add(value.name());
            }
        });
        graph.getInitializerList().forEach(tensor -> inputs.remove(tensor.getName()));
        Map<String, Set<String>> found = new LinkedHashMap<>();
        for (NodeProto node : graph.getNodeList()) {
            if (valueType(node) != ElementType.UNDEFINED && inputs.contains(node.getInput(0))) {
                found.computeIfAbsent(node.getInput(0), unused -> new LinkedHashSet<>())
                        .addAll(keys(node));
            }
        }
        Map<String, List<String>> levels = new HashMap<>();
        found.forEach((input, strings) -> {
            if (strings.size() <= most) {
                levels.put(input, List.copyOf(strings));
            }
        });
        return new LevelUnion(levels);
    }

    /// The levels of an input that is not left out.
    List<String> levels(String input) {
        return levels.getOrDefault(input, List.of());
    }

    /// What an encoder makes of each level, and last of any other string; empty where its input is left out.
    double[] numbers(NodeProto encoder) {
        List<String> known = levels(encoder.getInput(0));
        if (known.isEmpty()) {
            return new double[0];
        }
        List<String> keys = keys(encoder);
        double[] values = values(encoder);
        double[] numbers = new double[known.size() + 1];
        Arrays.fill(numbers, otherwise(encoder));
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < known.size(); i++) {
            places.put(known.get(i), i);
        }
        for (int i = 0; i < keys.size(); i++) {
            numbers[places.getOrDefault(keys.get(i), known.size())] = values[i];
        }
        return numbers;
    }

    /// FLOAT or INT64 for an encoder of strings whose attributes are lists, else UNDEFINED.
    static ElementType valueType(NodeProto node) {
        if (!node.getOpType().equals("LabelEncoder")
                || attribute(node, "keys_strings").isEmpty()) {
            return ElementType.UNDEFINED;
        }
        if (attribute(node, "values_floats").isPresent()
                && attribute(node, "default_float").isPresent()) {
            return ElementType.FLOAT;
        }
        boolean longs = attribute(node, "values_int64s").isPresent()
                && attribute(node, "default_int64").isPresent();
        return longs ? ElementType.INT64 : ElementType.UNDEFINED;
    }

    private static List<String> keys(NodeProto node) {
        List<String> keys = new ArrayList<>();
        attribute(node, "keys_strings")
                .ifPresent(found -> found.getStringsList().forEach(key -> keys.add(key.toStringUtf8())));
        return keys;
    }

    private static double[] values(NodeProto node) {
        return attribute(node, "values_floats")
                .map(found -> found.getFloatsList().stream()
                        .mapToDouble(Float::doubleValue)
                        .toArray())
                .or(() -> attribute(node, "values_int64s")
                        .map(found -> found.getIntsList().stream()
                                .mapToDouble(Long::doubleValue)
                                .toArray()))
                .orElseThrow();
    }

    private static double otherwise(NodeProto node) {
        return attribute(node, "default_float")
                .map(found -> (double) found.getF())
                .or(() -> attribute(node, "default_int64").map(found -> (double) found.getI()))
                .orElseThrow();
    }

    private static Optional<AttributeProto> attribute(NodeProto node, String name) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst();
    }
}
