package dev.lepton.learn.tree.internal;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A model in LightGBM's text format, versions v2 to v4: `key=value` lines, first of the model, then of
/// each tree.
///
/// Routing follows `include/LightGBM/tree.h`: `decision_type` holds the categorical bit (1), the
/// default-left bit (2) and the kind of missing value (bits 2 and 3: none, zero, NaN). Where it is "none",
/// NaN counts as 0, whatever the default-left bit says; where it is "zero", zero and NaN are missing. Categories in the
/// split's bit set go left; missing,
/// negative and unknown ones go right.
///
/// @param header the lines before the first tree; a line without `=` has an empty value
/// @param trees the lines of each tree
/// @param trailer the lines after the last tree
public record LightGbmText(Map<String, String> header, List<Map<String, String>> trees, Map<String, String> trailer) {

    private static final int CATEGORICAL = 1;
    private static final int DEFAULT_LEFT = 2;
    private static final int ZERO = 1;
    private static final int NAN = 2;
    private static final double NEARLY_ZERO = 1e-35f;

    /// @throws LeptonException INVALID_MODEL where the text is no LightGBM model
    public static LightGbmText parse(String text) {
        if (!text.startsWith("tree\n") && !text.startsWith("tree\r\n")) {
            throw invalid("its first line is not \"tree\"");
        }
        Map<String, String> header = new LinkedHashMap<>();
        List<Map<String, String>> trees = new ArrayList<>();
        Map<String, String> trailer = new LinkedHashMap<>();
        Map<String, String> section = header;
        for (String line : text.lines().toList()) {
            if (line.startsWith("Tree=")) {
                section = new LinkedHashMap<>();
                trees.add(section);
            } else if (line.equals("end of trees")) {
                section = trailer;
            }
            int equals = line.indexOf('=');
            int colon = line.startsWith("pandas_categorical:") ? line.indexOf(':') : -1;
            int cut = colon >= 0 ? colon : equals;
            if (!line.isBlank()) {
                section.put(cut < 0 ? line : line.substring(0, cut), cut < 0 ? "" : line.substring(cut + 1));
            }
        }
        return new LightGbmText(header, trees, trailer);
    }

    /// The names of the features, in order.
    public List<String> features() {
        String names = header.getOrDefault("feature_names", "").strip();
        return names.isEmpty() ? List.of() : List.of(names.split(" "));
    }

    /// The objective and its parameters, `binary sigmoid:1`; empty for one of the user's own.
    public String objective() {
        return header.getOrDefault("objective", "").strip();
    }

    public int outputs() {
        return number(header, "num_tree_per_iteration");
    }

    /// The objective's link. Forests of version v2 have none: their leaves hold answers, not scores.
    ///
    /// @throws LeptonException UNSUPPORTED for an objective that LightGBM 4.3 does not have
    public Link link() {
        if (header.getOrDefault("version", "").equals("v2") && header.containsKey("average_output")) {
            return new Link.Identity();
        }
        String[] words = objective().split(" ");
        double slope = 1;
        boolean root = false;
        for (String word : words) {
            slope = word.startsWith("sigmoid:") ? Double.parseDouble(word.substring("sigmoid:".length())) : slope;
            root |= word.equals("sqrt");
        }
        return switch (words[0]) {
            case "binary" -> new Link.Logistic(slope);
            case "multiclass" -> new Link.Softmax();
            case "multiclassova" -> new Link.OneVersusRest(slope);
            case "cross_entropy" -> new Link.Logistic(1);
            case "cross_entropy_lambda" -> new Link.Softplus();
            case "poisson", "gamma", "tweedie" -> new Link.Exponential();
            case "regression", "regression_l1", "huber", "fair", "quantile", "mape" ->
                root ? new Link.SignedSquare() : new Link.Identity();
            case "", "custom", "none", "lambdarank", "rank_xendcg" -> new Link.Identity();
            default ->
                throw new LeptonException(
                        ErrorCode.UNSUPPORTED, "LightGBM's objective \"" + words[0] + "\" is not known.");
        };
    }

    /// @throws LeptonException UNSUPPORTED where a feature's zero is missing in some splits only
    public TreeSum toTrees() {
        int outputs = outputs();
        int announced = ints(header, "tree_sizes").length;
        if (trees.isEmpty() || trees.size() % outputs != 0 || announced > 0 && announced != trees.size()) {
            throw invalid("it holds " + trees.size() + " trees; "
                    + (announced > 0 ? announced + " were expected" : "a multiple of " + outputs + " was expected"));
        }
        List<Tree> parsed = new ArrayList<>(trees.size());
        ZeroIsMissing zeros = new ZeroIsMissing();
        List<TreeSum.LeafLine> lines = new ArrayList<>();
        boolean linear = trees.stream().anyMatch(LightGbmText::isLinear);
        for (int i = 0; i < trees.size(); i++) {
            parsed.add(tree(trees.get(i), i, i % outputs, zeros));
            if (linear) {
                lines.addAll(new LeafLines(trees.get(i), i, i % outputs).all());
            }
        }
        int rounds = Math.max(1, trees.size() / Math.max(1, outputs));
        int meanOf = header.containsKey("average_output") ? rounds : 1;
        return new TreeSum(
                parsed, new double[outputs], number(header, "max_feature_idx") + 1, meanOf, zeros.features(), lines);
    }

    static boolean isLinear(Map<String, String> lines) {
        return lines.getOrDefault("is_linear", "0").strip().equals("1");
    }

    private static Tree tree(Map<String, String> lines, int index, int output, ZeroIsMissing zeros) {
        int leaves = number(lines, "num_leaves");
        double[] values = doubles(lines, "leaf_value");
        if (values.length != leaves) {
            throw invalid("tree " + index + " has " + values.length + " leaf values for " + leaves + " leaves");
        }
        Tree.Builder builder = Tree.builder();
        for (double value : values) {
            builder.leaf(output, value);
        }
        if (leaves > 1) {
            new Splits(lines, index, leaves - 1).addTo(builder, zeros);
        }
        return builder.build(leaves > 1 ? 0 : ~0);
    }

    /// The splits of one tree, each a place in several lists.
    private static final class Splits {

        private final int tree;
        private final int count;
        private final int[] features;
        private final double[] thresholds;
        private final int[] decisions;
        private final int[] left;
        private final int[] right;
        private final int[] boundaries;
        private final int[] bits;

        Splits(Map<String, String> lines, int tree, int count) {
            this.tree = tree;
            this.count = count;
            features = ints(lines, "split_feature");
            thresholds = doubles(lines, "threshold");
            decisions = ints(lines, "decision_type");
            left = ints(lines, "left_child");
            right = ints(lines, "right_child");
            boundaries = ints(lines, "cat_boundaries");
            bits = ints(lines, "cat_threshold");
            for (int length :
                    new int[] {features.length, thresholds.length, decisions.length, left.length, right.length}) {
                if (length != count) {
                    throw invalid("tree " + tree + " has lists of " + length + " for " + count + " splits");
                }
            }
        }

        void addTo(Tree.Builder builder, ZeroIsMissing zeros) {
            for (int i = 0; i < count; i++) {
                boolean categorical = (decisions[i] & CATEGORICAL) != 0;
                zeros.see(features[i], !categorical && (decisions[i] >> 2 & 3) == ZERO);
                Tree.Condition goesLeft = categorical
                        ? new Tree.Member(features[i], categories(i), false)
                        : new Tree.Threshold(features[i], Tree.Comparison.LEQ, threshold(i), missingLeft(i));
                builder.split(goesLeft, left[i], right[i]);
            }
        }

        /// The engine takes numbers as near to zero as this for zero before it compares them, so the one
        /// that is equal to the negative threshold goes right.
        private double threshold(int i) {
            return thresholds[i] == -NEARLY_ZERO ? Math.nextDown(-NEARLY_ZERO) : thresholds[i];
        }

        private boolean missingLeft(int i) {
            return switch ((decisions[i] >> 2) & 3) {
                case NAN, ZERO -> (decisions[i] & DEFAULT_LEFT) != 0;
                default -> 0.0 <= thresholds[i];
            };
        }

        private List<Double> categories(int i) {
            int set = (int) thresholds[i];
            if (set < 0 || set + 1 >= boundaries.length || boundaries[set + 1] > bits.length) {
                throw invalid("tree " + tree + " refers to the category set " + set + ", which it does not hold");
            }
            List<Double> members = new ArrayList<>();
            for (int word = boundaries[set]; word < boundaries[set + 1]; word++) {
                for (int bit = 0; bit < Integer.SIZE; bit++) {
                    if ((bits[word] >>> bit & 1) != 0) {
                        members.add((word - boundaries[set]) * 32.0 + bit);
                    }
                }
            }
            return members;
        }
    }

    /// Which features' zeros are missing. Not thread-safe.
    private static final class ZeroIsMissing {

        private final Map<Integer, Boolean> seen = new LinkedHashMap<>();

        void see(int feature, boolean zero) {
            Boolean before = seen.putIfAbsent(feature, zero);
            if (before != null && before != zero) {
                throw new LeptonException(
                        ErrorCode.UNSUPPORTED,
                        "Zero is missing in some splits of feature " + feature + " and a number in others, so the model"
                                + " cannot be lowered. Train it anew with one zero_as_missing.");
            }
        }

        Set<Integer> features() {
            Set<Integer> found = new LinkedHashSet<>();
            seen.forEach((feature, zero) -> {
                if (zero) {
                    found.add(feature);
                }
            });
            return found;
        }
    }

    static int number(Map<String, String> lines, String key) {
        int[] numbers = ints(lines, key);
        if (numbers.length != 1) {
            throw invalid("\"" + key + "\" should hold one whole number");
        }
        return numbers[0];
    }

    static int[] ints(Map<String, String> lines, String key) {
        String[] parts = words(lines, key);
        int[] numbers = new int[parts.length];
        try {
            for (int i = 0; i < parts.length; i++) {
                numbers[i] = (int) Long.parseLong(parts[i]); // words of bits are unsigned
            }
        } catch (NumberFormatException e) {
            throw invalid("\"" + key + "\" holds \"" + e.getMessage() + "\"");
        }
        return numbers;
    }

    static double[] doubles(Map<String, String> lines, String key) {
        String[] parts = words(lines, key);
        double[] numbers = new double[parts.length];
        try {
            for (int i = 0; i < parts.length; i++) {
                numbers[i] = number(parts[i]);
            }
        } catch (NumberFormatException e) {
            throw invalid("\"" + key + "\" holds \"" + e.getMessage() + "\"");
        }
        return numbers;
    }

    /// One space lies between two words; split knows a short way for it, which a pattern does not have.
    private static String[] words(Map<String, String> lines, String key) {
        String text = lines.getOrDefault(key, "").strip();
        if (text.isEmpty()) {
            return new String[0];
        }
        return text.contains("  ") ? text.split(" +") : text.split(" ");
    }

    /// As C++ prints them: `inf` and `nan` in words.
    private static double number(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    static LeptonException invalid(String why) {
        return new LeptonException(ErrorCode.INVALID_MODEL, "This is no complete LightGBM text model: " + why + ".");
    }
}
