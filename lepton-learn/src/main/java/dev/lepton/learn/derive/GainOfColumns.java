package dev.lepton.learn.derive;

import dev.lepton.learn.feature.Feature;
import dev.lepton.learn.feature.Features;
import dev.lepton.learn.tree.internal.LightGbmText;
import dev.lepton.model.Model;
import dev.lepton.model.NativeText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How much columns helped LightGBM's trees: the gains of all splits of the features that were made of each.
final class GainOfColumns {

    private final Map<String, Double> gains = new LinkedHashMap<>();

    /// @param columns all that a model may have read
    GainOfColumns(List<String> columns) {
        columns.forEach(column -> gains.put(column, 0.0));
    }

    /// @param model of LightGBM, over exactly these features
    void add(Model model, Features features) {
        List<String> owners = features.columns().stream().map(this::owner).toList();
        String text = new String(NativeText.of(model).nativeBytes(), StandardCharsets.UTF_8);
        for (Map<String, String> tree : LightGbmText.parse(text).trees()) {
            String[] split = words(tree, "split_feature");
            String[] gain = words(tree, "split_gain");
            for (int i = 0; i < split.length; i++) {
                gains.merge(owners.get(Integer.parseInt(split[i])), Double.parseDouble(gain[i]), Double::sum);
            }
        }
    }

    private static String[] words(Map<String, String> tree, String key) {
        String line = tree.getOrDefault(key, "").strip();
        return line.isEmpty() ? new String[0] : line.split(" ");
    }

    /// The column that the feature's name begins with, the longest of several.
    private String owner(Feature feature) {
        String owner = "";
        for (String column : gains.keySet()) {
            String rest = feature.name().startsWith(column) ? feature.name().substring(column.length()) : "?";
            boolean whole = rest.isEmpty() || rest.startsWith(":") || rest.startsWith("=");
            if (whole && column.length() > owner.length()) {
                owner = column;
            }
        }
        return owner;
    }

    Map<String, Double> byColumn() {
        return gains;
    }
}
