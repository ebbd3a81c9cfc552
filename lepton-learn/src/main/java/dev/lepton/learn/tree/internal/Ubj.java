package dev.lepton.learn.tree.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A reader of Universal Binary JSON (draft 12, big-endian), with the typed arrays that XGBoost writes.
///
/// An array of one declared numeric type becomes a [POJONode] of `double[]`: models hold millions of
/// numbers, and a node for each would not fit in memory. Integers beyond 2^53 do not occur in them.
final class Ubj {

    private static final int MAX_DEPTH = 200;

    private final ByteBuffer bytes;
    private int depth;

    private Ubj(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /// @throws LeptonException INVALID_MODEL where the bytes are damaged
    static JsonNode read(byte[] bytes) {
        Ubj reader = new Ubj(bytes);
        try {
            return reader.value(reader.marker());
        } catch (BufferUnderflowException e) {
            throw reader.damaged("ends in the middle of a value");
        }
    }

    private char marker() {
        char marker = (char) (bytes.get() & 0xFF);
        return marker == 'N' ? marker() : marker; // N fills space and means nothing
    }

    private JsonNode value(char type) {
        return switch (type) {
            case '{' -> nested(this::object);
            case '[' -> nested(this::array);
            case 'S' -> new TextNode(text());
            case 'C' -> new TextNode(String.valueOf((char) bytes.get()));
            case 'H' -> new TextNode(text());
            case 'T' -> BooleanNode.TRUE;
            case 'F' -> BooleanNode.FALSE;
            case 'Z' -> NullNode.getInstance();
            case 'd' -> new DoubleNode(bytes.getFloat());
            case 'D' -> new DoubleNode(bytes.getDouble());
            case 'i', 'U', 'I', 'l', 'L' -> new LongNode(integer(type));
            default -> throw damaged("holds a value of the unknown type " + (int) type);
        };
    }

    private interface Part {
        JsonNode read();
    }

    private JsonNode nested(Part part) {
        if (++depth > MAX_DEPTH) {
            throw damaged("is nested more than " + MAX_DEPTH + " deep");
        }
        JsonNode node = part.read();
        depth--;
        return node;
    }

    private ObjectNode object() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        Container container = container('}');
        for (int i = 0; container.count < 0 || i < container.count; i++) {
            if (container.count < 0 && peek() == '}') {
                bytes.get();
                break;
            }
            String key = text();
            object.set(key, value(container.type == 0 ? marker() : container.type));
        }
        return object;
    }

    private JsonNode array() {
        Container container = container(']');
        if (container.count >= 0 && isNumber(container.type)) {
            double[] numbers = new double[container.count];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = number(container.type);
            }
            return new POJONode(numbers);
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; container.count < 0 || i < container.count; i++) {
            if (container.count < 0 && peek() == ']') {
                bytes.get();
                break;
            }
            array.add(value(container.type == 0 ? marker() : container.type));
        }
        return array;
    }

    /// What stands before the values of a container.
    ///
    /// @param type of every value, or 0 where each names its own
    /// @param count of values, or -1 where an end marker follows them
    private record Container(char type, int count) {}

    private Container container(char end) {
        char type = 0;
        if (peek() == '$') {
            bytes.get();
            type = (char) (bytes.get() & 0xFF);
        }
        if (peek() == '#') {
            bytes.get();
            return new Container(type, length());
        }
        if (type != 0) {
            throw damaged("holds a typed container without a count before \"" + end + "\"");
        }
        return new Container(type, -1);
    }

    private char peek() {
        return bytes.hasRemaining() ? (char) (bytes.get(bytes.position()) & 0xFF) : 0;
    }

    private String text() {
        byte[] text = new byte[length()];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private int length() {
        long length = integer((char) (bytes.get() & 0xFF));
        if (length < 0 || length > bytes.remaining()) {
            throw damaged("claims " + length + " bytes or values where " + bytes.remaining() + " bytes are left");
        }
        return (int) length;
    }

    private long integer(char type) {
        return switch (type) {
            case 'i' -> bytes.get();
            case 'U' -> bytes.get() & 0xFF;
            case 'I' -> bytes.getShort();
            case 'l' -> bytes.getInt();
            case 'L' -> bytes.getLong();
            default -> throw damaged("holds the type " + (int) type + " where an integer was expected");
        };
    }

    private static boolean isNumber(char type) {
        return "iUIlLdD".indexOf(type) >= 0;
    }

    private double number(char type) {
        return switch (type) {
            case 'd' -> bytes.getFloat();
            case 'D' -> bytes.getDouble();
            default -> integer(type);
        };
    }

    private LeptonException damaged(String why) {
        return new LeptonException(
                ErrorCode.INVALID_MODEL, "The UBJSON model " + why + ", at byte " + bytes.position() + ".");
    }
}
