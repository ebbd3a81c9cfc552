package dev.lepton.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.IOException;

/// JSON as requests bring it and answers carry it. A bare `NaN`, which Python's encoder writes, is read.
final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /// @throws LeptonException INVALID_DATA where the body is no JSON, with line and column
    static JsonNode parse(byte[] body) {
        try {
            JsonNode node = MAPPER.readTree(body);
            if (node.isMissingNode()) {
                throw new LeptonException(ErrorCode.INVALID_DATA, "The body is empty; JSON was expected.");
            }
            return node;
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new LeptonException(
                    ErrorCode.INVALID_DATA, "The body is no JSON" + where + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "The body could not be read from memory.", e);
        }
    }

    /// @param value maps, lists, strings, numbers and booleans
    static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "An answer cannot be written as JSON: " + e, e);
        }
    }
}
