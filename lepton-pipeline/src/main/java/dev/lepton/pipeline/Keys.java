package dev.lepton.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import dev.lepton.base.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// The keys of one object of a document that people write. What does not fit is collected, so that all of it
/// is reported at once; a key that nobody asked for is a problem too.
///
/// Not thread-safe.
final class Keys {

    private final JsonNode node;
    private final String path;
    private final Problems problems;
    private final Set<String> asked = new LinkedHashSet<>();

    Keys(JsonNode node, String subject) {
        this(node, "", new Problems(subject));
    }

    private Keys(JsonNode node, String path, Problems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
    }

    Optional<String> text(String key) {
        JsonNode value = value(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value.isContainerNode()) {
            problems.add(path + key + " must be a single value.");
            return Optional.empty();
        }
        return Optional.of(value.asText());
    }

    /// The text of a key that must be there; empty where it is not, which is a problem.
    String required(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            problems.add(path + key + " is missing.");
        }
        return text.orElse("");
    }

    Optional<Integer> whole(String key) {
        return text(key).flatMap(text -> read(key, text, Integer::parseInt));
    }

    boolean flag(String key, boolean otherwise) {
        Optional<String> text = text(key);
        text.ifPresent(value -> problems.require(
                value.equals("true") || value.equals("false"),
                path + key + ": \"" + value + "\" is neither true nor false."));
        return text.map(Boolean::parseBoolean).orElse(otherwise);
    }

    List<String> list(String key, List<String> otherwise) {
        JsonNode value = value(key);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (value.isValueNode()) {
            return List.of(value.asText());
        }
        if (!value.isArray()) {
            problems.add(path + key + " must be a list, as in [a, b].");
            return otherwise;
        }
        List<String> texts = new ArrayList<>();
        value.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    <T> Map<String, T> map(String key, Function<String, T> parse) {
        Map<String, T> map = new LinkedHashMap<>();
        part(key)
                .properties()
                .forEach(entry -> read(
                                key + "." + entry.getKey(), entry.getValue().asText(), parse)
                        .ifPresent(value -> map.put(entry.getKey(), value)));
        return map;
    }

    /// The keys of an object within this one; none where it is missing.
    Keys object(String key) {
        return new Keys(part(key), path + key + ".", problems);
    }

    List<Keys> objects(String key) {
        JsonNode value = value(key);
        List<Keys> items = new ArrayList<>();
        if (!value.isMissingNode() && !value.isArray()) {
            problems.add(path + key + " must be a list of objects.");
            return items;
        }
        value.forEach(item -> items.add(new Keys(item, path + key + "[" + items.size() + "].", problems)));
        return items;
    }

    /// The object at a key as JSON.
    String json(String key) {
        return part(key).toString();
    }

    private JsonNode part(String key) {
        JsonNode value = value(key);
        if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
            problems.add(path + key + " must hold keys of its own, as in {key: value}.");
        }
        return value.isObject() ? value : JsonNodeFactory.instance.objectNode();
    }

    private JsonNode value(String key) {
        asked.add(key);
        return node.path(key);
    }

    /// What `parse` makes of a text; where it refuses, that is a problem of `key`.
    <T> Optional<T> read(String key, String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (LeptonException e) {
            problems.add(path + key + ": " + e.getMessage());
        } catch (NumberFormatException e) {
            problems.add(path + key + ": \"" + text + "\" is no whole number.");
        }
        return Optional.empty();
    }

    /// What `make` gives; where it refuses, that is a problem.
    <T> Optional<T> check(Supplier<T> make) {
        try {
            return Optional.of(make.get());
        } catch (LeptonException e) {
            problems.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /// Adds a problem for each key that nobody asked for.
    void finishPart() {
        node.fieldNames()
                .forEachRemaining(key -> problems.require(
                        asked.contains(key), "There is no key \"" + path + key + "\"." + Names.hint(key, asked)));
    }

    /// @throws LeptonException INVALID_ARGUMENT naming every problem of the document
    void finish() {
        finishPart();
        problems.throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }
}
