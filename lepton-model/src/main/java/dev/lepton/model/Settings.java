package dev.lepton.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Named settings as JSON values, in order: how the options of a learner travel through plans, journals and
/// workers.
public final class Settings {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /// No settings: every default holds.
    public static final Settings NONE = new Settings(Map.of());

    private final Map<String, Object> values;
    private volatile @Nullable String json; // null until it is asked for; always the same text

    private Settings(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// @param values numbers, strings, booleans, and lists and maps of these
    public static Settings of(Map<String, Object> values) {
        return new Settings(values);
    }

    /// The components of a record of options by their names.
    public static Settings of(Record options) {
        return new Settings(JSON.convertValue(options, new TypeReference<LinkedHashMap<String, Object>>() {}));
    }

    public static Settings parse(String json) {
        try {
            return new Settings(JSON.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {}));
        } catch (JsonProcessingException e) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "Settings must be a JSON object: " + e.getOriginalMessage(), e);
        }
    }

    /// The options that these settings make of `defaults`: named components replaced, the others kept.
    ///
    /// @throws LeptonException INVALID_ARGUMENT for a key that is no component, naming the nearest, or a
    ///     value of the wrong type or range
    public <R extends Record> R over(R defaults) {
        Map<String, Object> merged = new LinkedHashMap<>(of(defaults).values);
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            if (!merged.containsKey(entry.getKey())) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "There is no setting \"" + entry.getKey() + "\"."
                                + Names.hint(entry.getKey(), merged.keySet()));
            }
            merged.put(entry.getKey(), entry.getValue());
        }
        try {
            @SuppressWarnings("unchecked") // a record's class is the class of its instances
            Class<R> type = (Class<R>) defaults.getClass();
            return JSON.convertValue(merged, type);
        } catch (IllegalArgumentException e) {
            if (e.getCause() != null && e.getCause().getCause() instanceof LeptonException own) {
                throw own;
            }
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "The settings " + toJson() + " do not fit: " + e.getMessage(), e);
        }
    }

    public Map<String, Object> values() {
        return values;
    }

    public String toJson() {
        String known = json;
        if (known == null) {
            known = write();
            json = known;
        }
        return known;
    }

    private String write() {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "Settings hold a value that JSON cannot: " + values, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings settings && toJson().equals(settings.toJson());
    }

    @Override
    public int hashCode() {
        return toJson().hashCode();
    }

    @Override
    public String toString() {
        return toJson();
    }
}
