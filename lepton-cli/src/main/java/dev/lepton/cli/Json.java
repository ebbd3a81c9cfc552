package dev.lepton.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.lepton.base.Bytes;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What commands print under `--json`.
final class Json {

    private static final ObjectReader READER = new ObjectMapper().reader();
    private static final ObjectWriter COMPACT = new ObjectMapper()
            .registerModule(new SimpleModule().addSerializer(Bytes.class, new Counted()))
            .writer();

    /// Amounts of memory as plain numbers.
    private static final class Counted extends StdSerializer<Bytes> {
        private static final long serialVersionUID = 1L;

        Counted() {
            super(Bytes.class);
        }

        @Override
        public void serialize(Bytes bytes, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeNumber(bytes.count());
        }
    }

    private Json() {}

    /// One line of JSON.
    ///
    /// @param value maps, lists, strings, numbers, booleans and [Bytes]
    static String text(Object value) {
        return write(COMPACT, value);
    }

    /// JSON over several lines, for people to read as well.
    static String pretty(Object value) {
        return write(COMPACT.withDefaultPrettyPrinter(), value);
    }

    /// What a text of JSON says, to stand inside of another.
    static JsonNode parsed(String text) {
        try {
            return READER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "An answer is no JSON: " + e, e);
        }
    }

    /// JSON has no NaN: a number that is not finite becomes null.
    static @Nullable Object number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static String write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "An answer cannot be written as JSON: " + e, e);
        }
    }
}
