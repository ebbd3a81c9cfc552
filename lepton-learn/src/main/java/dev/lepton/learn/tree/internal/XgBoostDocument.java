package dev.lepton.learn.tree.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A model that XGBoost 1.0 to 3.1 saved as JSON or UBJSON.
///
/// What is not obvious in it: splits send rows left where `value < threshold` in float32; a categorical
/// split lists the categories that go *right*; `base_score` is stored after the link, since 3.1 as a list
/// (`[5E-1]`), so it is mapped back to a margin; DART keeps one weight per tree; `best_iteration`, which
/// early stopping leaves behind, says how many rounds answer.
public final class XgBoostDocument {

    private final JsonNode learner;
    private final JsonNode booster;
    private final String boosterName;

    private XgBoostDocument(JsonNode learner) {
        this.learner = learner;
        JsonNode outer = learner.path("gradient_booster");
        this.boosterName = outer.path("name").asText("");
        this.booster = boosterName.equals("dart") ? outer.path("gbtree") : outer;
    }

    /// @throws LeptonException INVALID_MODEL where the bytes are neither JSON nor UBJSON of XGBoost
    public static XgBoostDocument parse(byte[] bytes) {
        JsonNode root = isText(bytes) ? json(bytes) : Ubj.read(bytes);
        JsonNode learner = root.path("learner");
        if (!learner.path("gradient_booster").path("name").isTextual()) {
            throw invalid("it has no \"learner\" with a \"gradient_booster\"");
        }
        return new XgBoostDocument(learner);
    }

    /// JSON goes on with a quote or white space after its first brace, UBJSON with the length of a key or a
    /// type.
    private static boolean isText(byte[] bytes) {
        int second = bytes.length > 1 ? bytes[1] : ' ';
        return second == '"' || second == ' ' || second == '\n' || second == '\r' || second == '\t';
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // thresholds of categorical splits are NaN
                    .build()
                    .readTree(bytes);
        } catch (JsonProcessingException e) {
            throw invalid(e.getOriginalMessage());
        } catch (IOException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    /// The objective's name, `binary:logistic`.
    public String objective() {
        return learner.path("objective").path("name").asText("");
    }

    /// `gbtree`, `dart` or `gblinear`.
    public String booster() {
        return boosterName;
    }

    public int features() {
        return parameter(learner.path("learner_model_param"), "num_feature", 0);
    }

    /// How many scores answer a row.
    public int outputs() {
        JsonNode parameters = learner.path("learner_model_param");
        int targets = parameter(parameters, "num_target", 1);
        return Math.max(Math.max(1, targets), parameter(parameters, "num_class", 0));
    }

    /// The names of the features in order, or nothing where the model was trained without.
    public List<String> featureNames() {
        return texts(learner.path("feature_names"));
    }

    /// The kinds of the features in order: `c` for categories, `q`, `float`, `int`, `i` for others; or
    /// nothing.
    public List<String> featureTypes() {
        return texts(learner.path("feature_types"));
    }

    /// How many rounds answer: those up to `best_iteration` where early stopping left it behind, else 0 for
    /// all.
    public int rounds() {
        String best = learner.path("attributes").path("best_iteration").asText("");
        try {
            return best.isEmpty() ? 0 : Integer.parseInt(best) + 1;
        } catch (NumberFormatException e) {
            throw invalid("its best_iteration is \"" + best + "\"");
        }
    }

    /// @throws LeptonException UNSUPPORTED for trees with several numbers in a leaf
    public TreeSum toTrees() {
        JsonNode model = booster.path("model");
        JsonNode trees = model.path("trees");
        double[] outputs = numbers(model.path("tree_info"));
        double[] weights = boosterName.equals("dart")
                ? numbers(learner.path("gradient_booster").path("weight_drop"))
                : null;
        int count = treesOf(model, trees.size());
        List<Tree> parsed = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            double weight = weights == null ? 1 : weights[i];
            parsed.add(new XgBoostTree(trees.get(i), i).toTree((int) outputs[i], weight));
        }
        return new TreeSum(parsed, base(), features(), 1);
    }

    private int treesOf(JsonNode model, int all) {
        int rounds = rounds();
        if (rounds == 0) {
            return all;
        }
        double[] ends = numbers(model.path("iteration_indptr")); // since 2.0
        int perRound = outputs() * Math.max(1, parameter(model.path("gbtree_model_param"), "num_parallel_tree", 1));
        return Math.min(all, rounds < ends.length ? (int) ends[rounds] : rounds * perRound);
    }

    /// Weights of a linear booster, `[feature, output]` with the bias as one more feature.
    public double[] linearWeights() {
        return numbers(booster.path("model").path("weights"));
    }

    /// What each output's margin starts from.
    public double[] base() {
        String text = learner.path("learner_model_param").path("base_score").asText("0.5");
        String[] parts = text.replace("[", "").replace("]", "").split(",");
        double[] base = new double[outputs()];
        try {
            for (int i = 0; i < base.length; i++) {
                base[i] = margin(Float.parseFloat(parts[parts.length == 1 ? 0 : i].strip()));
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw invalid("its base_score is \"" + text + "\" for " + base.length + " outputs");
        }
        return base;
    }

    /// The inverse of the objective's link.
    private double margin(float score) {
        return switch (objective()) {
            case "binary:logistic", "reg:logistic" -> -Math.log(1.0 / score - 1.0);
            case "count:poisson", "reg:gamma", "reg:tweedie", "survival:cox", "survival:aft" -> Math.log(score);
            default -> score;
        };
    }

    /// @throws LeptonException UNSUPPORTED for an objective that XGBoost 3.1 does not have
    public Link link() {
        return switch (objective()) {
            case "binary:logistic", "reg:logistic" -> new Link.Logistic(1);
            case "multi:softprob", "multi:softmax" -> new Link.Softmax();
            case "count:poisson", "reg:gamma", "reg:tweedie", "survival:cox", "survival:aft" -> new Link.Exponential();
            case "binary:hinge" -> new Link.Step();
            case "reg:squarederror",
                    "reg:linear",
                    "reg:squaredlogerror",
                    "reg:pseudohubererror",
                    "reg:absoluteerror",
                    "reg:quantileerror",
                    "binary:logitraw",
                    "rank:pairwise",
                    "rank:ndcg",
                    "rank:map" -> new Link.Identity();
            default ->
                throw new LeptonException(
                        ErrorCode.UNSUPPORTED, "XGBoost's objective \"" + objective() + "\" is not known.");
        };
    }

    static double[] numbers(JsonNode node) {
        if (node instanceof POJONode typed && typed.getPojo() instanceof double[] numbers) {
            return numbers;
        }
        double[] numbers = new double[node.size()];
        Arrays.setAll(
                numbers,
                i -> node.get(i).isBoolean()
                        ? (node.get(i).asBoolean() ? 1 : 0)
                        : node.get(i).asDouble());
        return numbers;
    }

    static int parameter(JsonNode parameters, String name, int otherwise) {
        return parameters.path(name).asInt(otherwise);
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    static LeptonException invalid(String why) {
        return new LeptonException(ErrorCode.INVALID_MODEL, "This is no complete XGBoost model: " + why + ".");
    }
}
