package dev.lepton.pipeline.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// JSON objects on one line, as journals and messages hold them.
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String line(ObjectNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "JSON cannot be written: " + e.getOriginalMessage(), e);
        }
    }

    /// @throws JsonProcessingException where the line is no JSON
    static JsonNode parsed(String line) throws JsonProcessingException {
        return MAPPER.readTree(line);
    }

    /// @throws LeptonException INVALID_DATA where the file cannot be read or holds no JSON object
    static JsonNode read(Path file) {
        try {
            JsonNode node = MAPPER.readTree(Files.readString(file, StandardCharsets.UTF_8));
            if (node.isObject()) {
                return node;
            }
            throw new LeptonException(ErrorCode.INVALID_DATA, "\"" + file + "\" holds no JSON object.");
        } catch (IOException e) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA, "\"" + file + "\" cannot be read as JSON: " + e.getMessage(), e);
        }
    }

    /// The member `name` of an object.
    ///
    /// @param where the object stands, as messages name it
    /// @throws LeptonException INVALID_DATA where there is none
    static JsonNode at(JsonNode node, String name, Object where) {
        JsonNode child = node.get(name);
        if (child == null || child.isNull()) {
            throw new LeptonException(ErrorCode.INVALID_DATA, "\"" + where + "\" is damaged: it has no " + name + ".");
        }
        return child;
    }
}
