package dev.lepton.graph;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The operators for tables, trees and text, some of ONNX itself, others of the domains `ai.onnx.ml` and
/// `com.microsoft`; each finds the type and shape of its result.
public final class MlOps {

    /// Splits and leaves of one node. Larger ensembles load in more than linear time: 2,000 trees of 31
    /// leaves in 0.05 s, 20,000 in 3.2 s.
    private static final int MAX_ENTRIES = 32_000;

    private static final String ML = "ai.onnx.ml";

    private final GraphBuilder builder;

    MlOps(GraphBuilder builder) {
        this.builder = builder;
    }

    /// What each key is mapped to.
    ///
    /// @param keys one-dimensional, of the type of what is looked up
    /// @param values as many as keys, in their order
    /// @param otherwise one element of the type of `values`: the answer to whatever is no key
    public record Mapping(Tensor keys, Tensor values, Tensor otherwise) {
        public Mapping {
            if (keys.shape().elements() != values.shape().elements()
                    || otherwise.shape().elements() != 1
                    || otherwise.type() != values.type()) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "A mapping needs one value per key and one other value of their type, but is given " + keys
                                + ", " + values + " and " + otherwise + ".");
            }
        }
    }

    /// Looks every element up in a table; NaN is found where it is a key.
    ///
    /// Keys and values are STRING, INT64, FLOAT or DOUBLE, but not FLOAT beside DOUBLE: ONNX Runtime has no
    /// others.
    public Value labelEncoder(Value looked, Mapping mapping) {
        ElementType keys = mapping.keys().type();
        requirePair(keys, mapping.values().type());
        GraphOps.require("LabelEncoder", looked, type -> type == keys, "elements of its keys' type " + keys);
        Map<String, Attribute> attributes = Map.of(
                "keys_tensor", Attribute.of(mapping.keys()),
                "values_tensor", Attribute.of(mapping.values()),
                "default_tensor", Attribute.of(mapping.otherwise()));
        return builder.node(
                ML,
                "LabelEncoder",
                List.of(looked),
                attributes,
                mapping.values().type(),
                looked.shape());
    }

    private static void requirePair(ElementType keys, ElementType values) {
        Set<ElementType> known = Set.of(ElementType.STRING, ElementType.INT64, ElementType.FLOAT, ElementType.DOUBLE);
        boolean mixed = keys != values && keys.isFloating() && values.isFloating();
        if (!known.contains(keys) || !known.contains(values) || mixed) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED,
                    "ONNX Runtime cannot map " + keys + " to " + values
                            + "; cast the one or the other, keeping to STRING,"
                            + " INT64 and one of FLOAT and DOUBLE.");
        }
    }

    /// The answers of decision trees, in the precision of the features; in double precision thresholds and
    /// sums are those of the trees, in single precision thresholds are rounded such that no row of
    /// single-precision features takes another way.
    ///
    /// @param features `[N, features]`, FLOAT or DOUBLE; NaN is missing
    /// @return `[N, targets]`
    public Value treeEnsemble(Value features, TreeEnsemble ensemble) {
        GraphOps.require(
                "TreeEnsemble",
                features,
                type -> type == ElementType.FLOAT || type == ElementType.DOUBLE,
                "FLOAT or DOUBLE features");
        checkFeatures(features, ensemble);
        List<Value> parts = new ArrayList<>();
        SetColumns.Rewritten rewritten = SetColumns.of(builder, features, ensemble.trees());
        for (List<Tree> chunk : chunks(rewritten.trees())) {
            parts.add(treeNode(rewritten.features(), chunk, ensemble));
        }
        GraphOps ops = builder.ops();
        Value[] all = parts.toArray(Value[]::new);
        Value joined = all.length == 1
                ? all[0]
                : switch (ensemble.aggregate()) {
                    case SUM, AVERAGE -> ops.sum(all);
                    case MIN -> ops.min(all);
                    case MAX -> ops.max(all);
                };
        return ensemble.aggregate() == TreeEnsemble.Aggregate.AVERAGE
                ? ops.div(joined, ops.scalarLike(joined, ensemble.trees().size()))
                : joined;
    }

    private static void checkFeatures(Value features, TreeEnsemble ensemble) {
        long width = features.shape().rank() == 2 ? features.shape().size(1) : -1;
        for (Tree tree : ensemble.trees()) {
            for (int split = 0; split < tree.splits() && width >= 0; split++) {
                if (tree.condition(split).feature() >= width) {
                    throw new LeptonException(
                            ErrorCode.INVALID_ARGUMENT,
                            "The trees ask for feature " + tree.condition(split).feature() + ", but " + features
                                    + " has " + width + " features, counted from 0.");
                }
            }
        }
    }

    private Value treeNode(Value features, List<Tree> trees, TreeEnsemble ensemble) {
        // Averages are sums that are divided at the end, so that chunks of unequal size weigh right.
        int aggregate = switch (ensemble.aggregate()) {
            case SUM, AVERAGE -> 1;
            case MIN -> 2;
            case MAX -> 3;
        };
        Shape.Axis rows = features.shape().rank() == 2 ? features.shape().axis(0) : new Shape.Axis(-1, "");
        return builder.node(
                ML,
                "TreeEnsemble",
                List.of(features),
                new TreeNodes(features.type(), trees).attributes(ensemble.targets(), aggregate),
                features.type(),
                Shape.of(List.of(rows, new Shape.Axis(ensemble.targets(), ""))));
    }

    private static List<List<Tree>> chunks(List<Tree> trees) {
        List<List<Tree>> chunks = new ArrayList<>();
        List<Tree> chunk = new ArrayList<>();
        int entries = 0;
        for (Tree tree : trees) {
            if (!chunk.isEmpty() && entries + TreeNodes.size(tree) > MAX_ENTRIES) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
                entries = 0;
            }
            chunk.add(tree);
            entries += TreeNodes.size(tree);
        }
        chunks.add(chunk);
        return chunks;
    }

    /// Texts in lower case, in Unicode whatever the machine's own language.
    ///
    /// @param texts `[N]`
    public Value lowerCase(Value texts) {
        requireTexts("StringNormalizer", texts);
        Map<String, Attribute> attributes = Map.of(
                "case_change_action", Attribute.of("LOWER"),
                "is_case_sensitive", Attribute.of(1),
                // The default locale is missing on most servers, and plain "C" lowers ASCII only.
                "locale", Attribute.of("C.UTF-8"));
        return builder.node("StringNormalizer", List.of(texts), attributes, ElementType.STRING, texts.shape());
    }

    /// Texts without the given words; where none is left, one empty text.
    ///
    /// @param texts `[N]` of single words
    public Value stringNormalizer(Value texts, Map<String, Attribute> settings) {
        requireTexts("StringNormalizer", texts);
        Shape shape = settings.containsKey("stopwords") ? Shape.of(-1) : texts.shape();
        return builder.node("StringNormalizer", List.of(texts), settings, ElementType.STRING, shape);
    }

    /// The parts of texts that match a regular expression, in order.
    ///
    /// @param texts `[N]`
    /// @param expression in RE2's syntax
    /// @param minLetters shorter parts are left out
    /// @return `[N, most parts of any text]`, filled up with empty texts
    public Value tokenizer(Value texts, String expression, int minLetters) {
        return tokens(
                texts,
                Map.of(
                        "tokenexp", Attribute.of(expression),
                        "mincharnum", Attribute.of(minLetters)));
    }

    /// The single characters of texts.
    ///
    /// @param texts `[N]`
    /// @return `[N, most characters of any text]`, filled up with empty texts
    public Value characters(Value texts) {
        return tokens(texts, Map.of("separators", Attribute.strings(""), "mincharnum", Attribute.of(1)));
    }

    private Value tokens(Value texts, Map<String, Attribute> how) {
        requireTexts("Tokenizer", texts);
        Map<String, Attribute> attributes = new LinkedHashMap<>(how);
        attributes.put("mark", Attribute.of(0));
        attributes.put("pad_value", Attribute.of(""));
        List<Shape.Axis> axes = new ArrayList<>(texts.shape().axes());
        axes.add(new Shape.Axis(-1, ""));
        return builder.node(
                "com.microsoft", "Tokenizer", List.of(texts), attributes, ElementType.STRING, Shape.of(axes));
    }

    /// The parts of texts between separators.
    ///
    /// @return `[..., most parts of any text]`, filled up with empty texts
    public Value stringSplit(Value texts, String separator) {
        requireTexts("StringSplit", texts);
        List<Shape.Axis> axes = new ArrayList<>(texts.shape().axes());
        axes.add(new Shape.Axis(-1, ""));
        return builder.nodes(
                        "",
                        "StringSplit",
                        List.of(texts),
                        Map.of("delimiter", Attribute.of(separator)),
                        List.of(
                                new Value("", ElementType.STRING, Shape.of(axes)),
                                new Value("", ElementType.INT64, texts.shape())))
                .getFirst();
    }

    /// Which word sequences are counted, and what their counts are multiplied by.
    ///
    /// @param grams in columns' order; each of one to `longest` words
    /// @param weights one per gram, or empty for plain counts
    public record Grams(List<List<String>> grams, List<Float> weights) {
        public Grams {
            grams = grams.stream().map(List::copyOf).toList();
            weights = List.copyOf(weights);
            if (grams.isEmpty() || grams.stream().anyMatch(List::isEmpty)) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT, "Counting words needs at least one word, and no empty sequence.");
            }
            if (!weights.isEmpty() && weights.size() != grams.size()) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        grams.size() + " word sequences came with " + weights.size() + " weights.");
            }
        }
    }

    /// How often each of the known word sequences occurs in each row, times its weight.
    ///
    /// @param words `[N, words]`
    /// @return FLOAT `[N, grams]`
    public Value tfIdfVectorizer(Value words, Grams grams) {
        requireTexts("TfIdfVectorizer", words);
        Shape.Axis rows = words.shape().rank() == 2 ? words.shape().axis(0) : new Shape.Axis(-1, "");
        return builder.node(
                "TfIdfVectorizer",
                List.of(words),
                GramTables.attributes(grams),
                ElementType.FLOAT,
                Shape.of(List.of(rows, new Shape.Axis(grams.grams().size(), ""))));
    }

    private static void requireTexts(String op, Value value) {
        GraphOps.require(op, value, type -> type == ElementType.STRING, "texts");
    }
}
