package dev.lepton.graph;

import dev.lepton.graph.Column.Coded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Looks up all columns that follow from inputs of strings in one table: one encoder for each input says
/// which level it is, and one `Gather` fetches the numbers of all levels at once.
///
/// The table has lines of equal width. An input with more columns than that has several lines for each
/// level, and the last line of an input is filled up with zeros.
final class LevelTables {

    /// What one more line to fetch costs, in cells that are fetched.
    private static final int LINE_COST = 24;

    private static final int WIDEST = 512;

    private final LevelUnion levels;
    private final NodeList nodes;
    private final Map<String, String> codes = new HashMap<>(); // names, by input
    private final Map<List<String>, String> joined = new HashMap<>();

    LevelTables(LevelUnion levels, NodeList nodes) {
        this.levels = levels;
        this.nodes = nodes;
    }

    /// A matrix of some columns; where a column is null, the matrix has zeros.
    record Looked(String name, List<@Nullable Column> columns) {}

    /// @param columns distinct and of one type
    List<Looked> write(List<Coded> columns) {
        List<String> inputs = columns.stream().map(Coded::input).distinct().toList();
        List<Looked> parts = new ArrayList<>();
        List<Coded> small =
                columns.stream().filter(column -> column.numbers().isSmall()).toList();
        List<Coded> large =
                columns.stream().filter(column -> !column.numbers().isSmall()).toList();
        if (!small.isEmpty()) {
            Looked bytes = look(small, inputs, ElementType.UINT8);
            ElementType type = small.getFirst().type();
            String cast = type == ElementType.UINT8
                    ? bytes.name
                    : nodes.add("", "Cast", List.of(bytes.name), Map.of("to", Attribute.of(type.number())));
            parts.add(new Looked(cast, bytes.columns));
        }
        if (!large.isEmpty()) {
            parts.add(look(large, inputs, large.getFirst().type()));
        }
        return parts;
    }

    private record Slot(String input, List<Coded> columns) {}

    private Looked look(List<Coded> columns, List<String> inputs, ElementType type) {
        Map<String, List<Coded>> byInput = new LinkedHashMap<>();
        columns.forEach(column -> byInput.computeIfAbsent(column.input(), unused -> new ArrayList<>())
                .add(column));
        int width = width(byInput);
        List<Slot> slots = new ArrayList<>();
        byInput.forEach((input, all) -> {
            for (int from = 0; from < all.size(); from += width) {
                slots.add(new Slot(input, all.subList(from, Math.min(from + width, all.size()))));
            }
        });
        List<@Nullable Column> order = new ArrayList<>(slots.size() * width);
        for (Slot slot : slots) {
            for (int i = 0; i < width; i++) {
                order.add(i < slot.columns.size() ? slot.columns.get(i) : null);
            }
        }
        String table = nodes.constant(table(slots, width, type));
        String found = nodes.add("Gather", table, lines(slots, inputs));
        String flat =
                nodes.add("Reshape", found, nodes.constant(Tensor.longs(Shape.of(2), 0, (long) slots.size() * width)));
        return new Looked(flat, order);
    }

    private static int width(Map<String, List<Coded>> byInput) {
        int best = 1;
        long least = Long.MAX_VALUE;
        for (int width = 1; width <= WIDEST; width *= 2) {
            long cost = 0;
            for (List<Coded> columns : byInput.values()) {
                cost += (long) Math.ceilDiv(columns.size(), width) * (width + LINE_COST);
            }
            if (cost < least) {
                best = width;
                least = cost;
            }
        }
        return best;
    }

    private int heightOf(Slot slot) {
        return levels.levels(slot.input).size() + 1;
    }

    private Tensor table(List<Slot> slots, int width, ElementType type) {
        int height = slots.stream().mapToInt(this::heightOf).sum();
        double[] cells = new double[Math.multiplyExact(height, width)]; // [line, column]
        int start = 0;
        for (Slot slot : slots) {
            for (int level = 0; level < heightOf(slot); level++) {
                for (int i = 0; i < slot.columns.size(); i++) {
                    cells[(start + level) * width + i] =
                            slot.columns.get(i).numbers().get(level);
                }
            }
            start += heightOf(slot);
        }
        return tensor(Shape.of(height, width), cells, type);
    }

    /// A constant of these numbers; what is no DOUBLE, whole number or flag becomes FLOAT.
    static Tensor tensor(Shape shape, double[] cells, ElementType type) {
        return switch (type) {
            case DOUBLE -> Tensor.doubles(shape, cells);
            case INT64 ->
                Tensor.longs(
                        shape,
                        Arrays.stream(cells).mapToLong(cell -> (long) cell).toArray());
            case UINT8, BOOL -> {
                byte[] bytes = new byte[cells.length];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) (int) cells[i];
                }
                yield Tensor.bytes(type, shape, bytes);
            }
            default -> {
                float[] narrow = new float[cells.length];
                for (int i = 0; i < narrow.length; i++) {
                    narrow[i] = (float) cells[i];
                }
                yield Tensor.floats(shape, narrow);
            }
        };
    }

    /// Which line of the table each slot has for each row.
    private String lines(List<Slot> slots, List<String> inputs) {
        String all = joined.computeIfAbsent(inputs, this::join);
        long[] places =
                slots.stream().mapToLong(slot -> inputs.indexOf(slot.input)).toArray();
        boolean same = Arrays.equals(places, LongStream.range(0, inputs.size()).toArray());
        String chosen = same
                ? all
                : nodes.add(
                        "",
                        "Gather",
                        List.of(all, nodes.constant(Tensor.longs(Shape.of(places.length), places))),
                        Map.of("axis", Attribute.of(1)));
        long[] starts = new long[slots.size()];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + heightOf(slots.get(i - 1));
        }
        return starts.length == 1
                ? chosen
                : nodes.add("Add", chosen, nodes.constant(Tensor.longs(Shape.of(1, starts.length), starts)));
    }

    private String join(List<String> inputs) {
        List<String> each = inputs.stream()
                .map(input -> codes.computeIfAbsent(input, this::code))
                .toList();
        return each.size() == 1 ? each.getFirst() : nodes.add("", "Concat", each, Map.of("axis", Attribute.of(1)));
    }

    private String code(String input) {
        List<String> known = levels.levels(input);
        return nodes.add(
                "ai.onnx.ml",
                "LabelEncoder",
                List.of(input),
                Map.of(
                        "keys_strings", Attribute.strings(known),
                        "values_int64s",
                                Attribute.ints(LongStream.range(0, known.size()).toArray()),
                        "default_int64", Attribute.of(known.size())));
    }
}
