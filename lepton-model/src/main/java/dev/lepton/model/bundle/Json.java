package dev.lepton.model.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// JSON as the files of a bundle write it, and readers that say what is missing where.
///
/// Numbers that JSON lacks are the strings `NaN`, `Infinity` and `-Infinity`.
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ArrayNode array() {
        return NODES.arrayNode();
    }

    static JsonNode number(double value) {
        return Double.isFinite(value) ? NODES.numberNode(value) : NODES.textNode(Double.toString(value));
    }

    static JsonNode parsed(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "Own JSON cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /// Two spaces a level, line feeds, UTF-8.
    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
                    .writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "JSON cannot be written: " + e.getOriginalMessage(), e);
        }
    }

    /// @param file name of the bundle's entry, for errors
    static Cursor read(String file, byte[] bytes) {
        try {
            return new Cursor(file, MAPPER.readTree(bytes));
        } catch (IOException e) {
            throw new LeptonException(
                    ErrorCode.INVALID_MODEL, file + " is not the JSON that a bundle holds: " + e.getMessage(), e);
        }
    }

    /// A place in a JSON file.
    ///
    /// @param path where it is: `manifest.json/task/classes`
    record Cursor(String path, JsonNode node) {

        boolean has(String name) {
            return node.hasNonNull(name);
        }

        Cursor at(String name) {
            JsonNode child = node.get(name);
            if (child == null || child.isNull()) {
                throw wrong("has no \"" + name + "\"");
            }
            return new Cursor(path + "/" + name, child);
        }

        String text() {
            if (!node.isTextual()) {
                throw wrong("should be a string");
            }
            return node.textValue();
        }

        long whole() {
            if (!node.isIntegralNumber() || !node.canConvertToLong()) {
                throw wrong("should be a whole number");
            }
            return node.longValue();
        }

        int smallWhole() {
            long value = whole();
            if (value != (int) value) {
                throw wrong("should be a whole number of 32 bits");
            }
            return (int) value;
        }

        double number() {
            if (node.isNumber()) {
                return node.doubleValue();
            }
            return switch (node.isTextual() ? node.textValue() : "") {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw wrong("should be a number");
            };
        }

        List<Cursor> items() {
            if (!node.isArray()) {
                throw wrong("should be a list");
            }
            List<Cursor> items = new ArrayList<>();
            for (int i = 0; i < node.size(); i++) {
                items.add(new Cursor(path + "/" + i, node.get(i)));
            }
            return items;
        }

        <T> List<T> items(Function<Cursor, T> read) {
            return items().stream().map(read).toList();
        }

        /// The names of an object's members, in order.
        List<String> names() {
            if (!node.isObject()) {
                throw wrong("should be an object");
            }
            List<String> names = new ArrayList<>();
            node.fieldNames().forEachRemaining(names::add);
            return names;
        }

        /// A value that its own type reads from a string.
        <T> T parsed(Function<String, T> parse) {
            return parsed(text(), parse);
        }

        /// A value that its own type reads from JSON.
        <T> T parsedJson(Function<String, T> parse) {
            return parsed(node.toString(), parse);
        }

        private <T> T parsed(String text, Function<String, T> parse) {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException | DateTimeException | LeptonException e) {
                throw new LeptonException(
                        ErrorCode.INVALID_MODEL, path + " has a value that is not known: " + e.getMessage(), e);
            }
        }

        LeptonException wrong(String what) {
            return new LeptonException(ErrorCode.INVALID_MODEL, path + " " + what + ".");
        }
    }
}
