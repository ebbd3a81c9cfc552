package dev.lepton.learn.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// LightGBM's `dump_model()` JSON, which LightGBM writes but cannot read, as the text that it can.
final class LightGbmDump {

    private final LightGbmTreeText text = new LightGbmTreeText();

    private LightGbmDump() {}

    static String toText(byte[] json) {
        JsonNode model;
        try {
            model = JsonMapper.builder().build().readTree(json);
        } catch (IOException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
        List<String> names = new ArrayList<>();
        required(model, "feature_names").forEach(name -> names.add(name.asText()));
        int outputs = required(model, "num_tree_per_iteration").asInt();
        StringBuilder text = new StringBuilder(LightGbmTreeText.header(outputs, names));
        if (!model.path("objective").asText("").isEmpty()) {
            text.append("objective=").append(model.path("objective").asText()).append('\n');
        }
        text.append(model.path("average_output").asBoolean(false) ? "average_output\n\n" : "\n");
        int index = 0;
        for (JsonNode tree : required(model, "tree_info")) {
            LightGbmDump dump = new LightGbmDump();
            dump.add(required(tree, "tree_structure"));
            text.append(dump.text.text(index++));
        }
        return text.append(LightGbmTreeText.END)
                .append("pandas_categorical:")
                .append(model.path("pandas_categorical").isArray() ? model.path("pandas_categorical") : "[]")
                .append('\n')
                .toString();
    }

    /// Adds a node with all below it and returns its reference.
    private int add(JsonNode node) {
        if (node.has("leaf_const")) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED,
                    "The dump holds linear functions in leaves (linear_tree=true). Save the model with"
                            + " save_model(\"model.txt\") instead, which is read.");
        }
        if (!node.has("split_feature")) {
            return text.leaf(required(node, "leaf_value").asText());
        }
        int feature = node.get("split_feature").asInt();
        String threshold = required(node, "threshold").asText();
        int split = required(node, "decision_type").asText().equals("==")
                ? text.split(feature, categories(threshold), missing(node))
                : text.split(feature, threshold, missing(node));
        int goesLeft = add(required(node, "left_child"));
        text.children(split, goesLeft, add(required(node, "right_child")));
        return split;
    }

    private static LightGbmTreeText.Missing missing(JsonNode node) {
        int kind = switch (node.path("missing_type").asText("None").toLowerCase(Locale.ROOT)) {
            case "nan" -> 2;
            case "zero" -> 1;
            default -> 0;
        };
        return new LightGbmTreeText.Missing(kind, node.path("default_left").asBoolean());
    }

    /// @param list categories that go left, `1||4||9`
    private static int[] categories(String list) {
        try {
            return Arrays.stream(list.split("\\|\\|"))
                    .mapToInt(Integer::parseInt)
                    .toArray();
        } catch (NumberFormatException e) {
            throw invalid("it splits into the categories \"" + list + "\"");
        }
    }

    private static JsonNode required(JsonNode node, String key) {
        JsonNode found = node.get(key);
        if (found == null) {
            throw invalid("it has no \"" + key + "\"");
        }
        return found;
    }

    private static LeptonException invalid(String why) {
        return new LeptonException(ErrorCode.INVALID_MODEL, "This is no complete JSON dump of LightGBM: " + why + ".");
    }
}
