package dev.lepton.learn.tree;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Value;
import dev.lepton.learn.tree.ImportedColumns.Rounding;
import dev.lepton.learn.tree.ImportedColumns.Source;
import dev.lepton.learn.tree.internal.LightGbmEngine.Predictor;
import dev.lepton.learn.tree.internal.LightGbmText;
import dev.lepton.learn.tree.internal.TreeSum;
import dev.lepton.model.Loss;
import dev.lepton.model.Task;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A LightGBM text model as a model of named columns.
///
/// Columns of pandas' category type, whose levels the file lists, are category columns; the others are
/// numbers.
final class LightGbmImport {

    private final String text;
    private final LightGbmText parsed;
    private final TreeSum trees;

    private LightGbmImport(String text) {
        this.text = text;
        this.parsed = LightGbmText.parse(text);
        this.trees = parsed.toTrees();
    }

    static ImportedModel read(String text) {
        LightGbmImport found = new LightGbmImport(text);
        return new ImportedModel(found.task(), found.columns(), found.parsed.link(), found.new Engine());
    }

    private Task task() {
        String objective = parsed.objective().split(" ")[0];
        return switch (objective) {
            case "binary" -> ImportedTasks.classes(2);
            case "multiclass", "multiclassova" -> ImportedTasks.classes(parsed.outputs());
            case "regression_l1" -> ImportedTasks.numbers(new Loss.Absolute(), parsed.outputs(), objective);
            case "poisson" -> ImportedTasks.numbers(new Loss.Poisson(), parsed.outputs(), objective);
            default -> ImportedTasks.numbers(new Loss.Squared(), parsed.outputs(), objective);
        };
    }

    private ImportedColumns columns() {
        Set<Integer> categorical = ImportedTasks.categorical(trees.trees());
        List<Integer> declared = declaredCategorical();
        JsonNode levels = pandasLevels();
        List<String> names = parsed.features();
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < trees.features(); i++) {
            String name = i < names.size() ? names.get(i) : "Column_" + i;
            int place = declared.size() == levels.size() ? declared.indexOf(i) : -1;
            boolean named = place >= 0 && isTexts(levels.get(place));
            List<String> own = new ArrayList<>();
            if (named) {
                levels.get(place).forEach(level -> own.add(level.asText()));
            }
            sources.add(
                    new Source(name, categorical.contains(i) && !named ? Rounding.TOWARDS_ZERO : Rounding.NONE, own));
        }
        return new ImportedColumns(sources);
    }

    private static boolean isTexts(JsonNode levels) {
        for (JsonNode level : levels) {
            if (!level.isTextual()) {
                return false;
            }
        }
        return !levels.isEmpty();
    }

    /// Categorical features by `feature_infos`, which lists their categories as `0:1:5` and ranges as
    /// `[0:5]`.
    private List<Integer> declaredCategorical() {
        String[] infos =
                parsed.header().getOrDefault("feature_infos", "").strip().split(" ");
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < infos.length; i++) {
            if (!infos[i].isEmpty() && !infos[i].equals("none") && !infos[i].startsWith("[")) {
                found.add(i);
            }
        }
        return found;
    }

    private JsonNode pandasLevels() {
        String json = parsed.trailer().getOrDefault("pandas_categorical", "[]");
        try {
            return JsonMapper.builder().build().readTree(json);
        } catch (JsonProcessingException e) {
            throw new LeptonException(
                    ErrorCode.INVALID_MODEL,
                    "The line \"pandas_categorical\" is no JSON: " + e.getOriginalMessage(),
                    e);
        }
    }

    private final class Engine implements ImportedModel.Engine {

        private final Predictor predictor = new Predictor(text);

        @Override
        public double[] scores(double[] values, int rows) {
            double[] scores = predictor.predict(values, trees.features(), true, 1);
            for (int i = 0; trees.meanOf() > 1 && i < scores.length; i++) {
                scores[i] /= trees.meanOf(); // the engine averages before the link only
            }
            return scores;
        }

        @Override
        public Value lower(GraphBuilder builder, Value features) {
            return TreeGraphs.raw(builder, features, trees);
        }

        @Override
        public String format() {
            return "lightgbm.txt";
        }

        @Override
        public byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
