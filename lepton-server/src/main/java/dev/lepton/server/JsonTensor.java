package dev.lepton.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Problems;
import dev.lepton.table.Column;
import dev.lepton.table.Field;
import java.util.ArrayList;
import java.util.List;

/// One input tensor whose data stands in JSON, flat in row-major order or nested as its shape.
///
/// @param name the input's name
/// @param datatype how its elements are written
/// @param rows the first dimension; the shape is `[rows]` or `[rows, 1]`
/// @param data its elements, one a row
record JsonTensor(String name, Datatype datatype, int rows, List<JsonNode> data) {

    private static final int SHOWN_PROBLEMS = 5;

    JsonTensor {
        data = List.copyOf(data);
    }

    static JsonTensor read(JsonNode input) {
        JsonNode name = input.path("name");
        if (!name.isTextual()) {
            throw invalid("an input has no \"name\".");
        }
        String label = "input \"" + name.textValue() + "\"";
        long[] shape = shape(input.path("shape"), label);
        if (shape.length == 0 || shape.length > 2 || (shape.length == 2 && shape[1] != 1)) {
            throw invalid(label + " has the shape " + input.path("shape") + "; [rows] or [rows, 1] was expected.");
        }
        Datatype datatype = Datatype.parse(input.path("datatype").asText());
        if (!input.path("data").isArray()) {
            throw invalid(label + " has no list \"data\".");
        }
        List<JsonNode> elements = new ArrayList<>();
        boolean nested =
                !input.path("data").isEmpty() && input.path("data").get(0).isArray();
        collect(input.path("data"), nested ? shape.length : 1, label, elements);
        if (elements.size() != shape[0]) {
            throw invalid(label + " has the shape " + input.path("shape") + " and thereby " + shape[0]
                    + " elements, but its data has " + elements.size() + ".");
        }
        return new JsonTensor(name.textValue(), datatype, elements.size(), elements);
    }

    private static long[] shape(JsonNode shape, String label) {
        if (!shape.isArray()) {
            throw invalid(label + " has no list \"shape\".");
        }
        long[] dimensions = new long[shape.size()];
        for (int axis = 0; axis < dimensions.length; axis++) {
            JsonNode dimension = shape.get(axis);
            if (!dimension.isIntegralNumber() || !dimension.canConvertToInt() || dimension.intValue() < 0) {
                throw invalid(label + " has the shape " + shape + "; dimensions are whole numbers from 0 to 2^31-1.");
            }
            dimensions[axis] = dimension.longValue();
        }
        return dimensions;
    }

    /// Adds the elements of data that is nested `depth` lists deep, of which every inner list holds one.
    private static void collect(JsonNode data, int depth, String label, List<JsonNode> elements) {
        for (JsonNode item : data) {
            if (depth == 1) {
                if (item.isContainerNode()) {
                    throw invalid(label + " has data that is nested deeper than its shape.");
                }
                elements.add(item);
            } else {
                if (!item.isArray() || item.size() != 1) {
                    throw invalid(label + " has nested data of which element " + elements.size()
                            + " is no list of one; its shape has a second dimension of 1.");
                }
                collect(item, depth - 1, label, elements);
            }
        }
    }

    /// The data as a column of the field's kind; what is wrong goes to `problems`.
    Column column(Field field, Problems problems) {
        Cells cells = new Cells(field.kind(), rows);
        if (!datatype.fits(field.kind())) {
            problems.add("input \"" + name + "\" has the datatype " + datatype + ", but the model wants a "
                    + field.kind().id() + " as " + Datatype.of(field.kind()) + ".");
            data.forEach(unused -> cells.add(NullNode.instance));
            return cells.column();
        }
        int shown = 0;
        for (int row = 0; row < rows; row++) {
            String mistyped = mistyped(data.get(row));
            String wrong = cells.add(data.get(row));
            String problem = mistyped.isEmpty() ? wrong : mistyped;
            if (!problem.isEmpty() && shown++ < SHOWN_PROBLEMS) {
                problems.add("input \"" + name + "\", element " + row + ": " + problem + ".");
            }
        }
        return cells.column();
    }

    /// What is wrong with an element in view of the datatype that the tensor states, or the empty string.
    private String mistyped(JsonNode element) {
        if (element.isNull() || (element.isDouble() && Double.isNaN(element.doubleValue()))) {
            return "";
        }
        boolean good = switch (datatype.family()) {
            case BOOL -> element.isBoolean() || element.asText().matches("[01]");
            case SIGNED, UNSIGNED -> element.isIntegralNumber() && datatype.holds(element.bigIntegerValue());
            case FLOAT -> element.isNumber();
            case BYTES -> element.isTextual();
        };
        return good ? "" : element + " is no " + datatype;
    }

    private static LeptonException invalid(String message) {
        return new LeptonException(ErrorCode.INVALID_DATA, message);
    }
}
