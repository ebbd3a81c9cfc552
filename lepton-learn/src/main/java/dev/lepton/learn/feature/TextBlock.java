package dev.lepton.learn.feature;

import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.model.Weights;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// One text column: how many words and characters it has, and the TF-IDF of words and pairs of words, and of
/// runs of three to five characters.
final class TextBlock implements Block {

    /// What a row is divided by at least, so that a row of zeros stays one.
    static final double SHORTEST = 1e-30;

    /// Vocabularies are chosen from about this many characters, in texts spread evenly over the rows.
    private static final long SAMPLE_CHARACTERS = 2_000_000;

    /// Dense columns of many rows: at most this many numbers in all.
    private static final int MAX_CELLS = 150_000_000;

    private final String input;
    private final Vocabulary words;
    private final Vocabulary characters;
    private final double[] factors; // what the counts of words and of characters are multiplied with

    private TextBlock(String input, Vocabulary words, Vocabulary characters, double[] factors) {
        this.input = input;
        this.words = words;
        this.characters = characters;
        this.factors = factors;
    }

    static TextBlock fit(FeatureOptions options, String input, Sample train) {
        TextColumn column = train.rows().column(input, TextColumn.class);
        Vocabulary.Counter words = new Vocabulary.Counter(Vocabulary.Unit.WORD);
        Vocabulary.Counter characters = new Vocabulary.Counter(Vocabulary.Unit.CHARACTER);
        long step = Math.max(1, column.bytes() / SAMPLE_CHARACTERS);
        for (long row = 0; row < column.size(); row += step) {
            double weight = train.weights().get((int) row);
            int[] text = Tokens.characters(column.text((int) row));
            if (weight > 0) {
                words.addWords(Tokens.words(text), weight);
                characters.addCharacters(text, weight);
            }
        }
        int affordable = Math.max(8, MAX_CELLS / column.size());
        int wordColumns = Math.min(options.texts().words(), affordable * 2 / 3);
        int characterColumns = Math.min(options.texts().characters(), affordable / 3);
        double[] factors = options.numbers().standardise() ? factors(column, train.weights()) : new double[] {1, 1};
        return new TextBlock(input, words.choose(wordColumns), characters.choose(characterColumns), factors);
    }

    /// The inverse standard deviations of both counts.
    private static double[] factors(TextColumn column, Weights weights) {
        double[][] counts = new double[2][column.size()];
        for (int row = 0; row < column.size(); row++) {
            int[] text = Tokens.characters(column.text(row));
            counts[0][row] = Tokens.words(text).size();
            counts[1][row] = text.length;
        }
        return Arrays.stream(counts)
                .mapToDouble(count -> Moments.of(count, weights, false).deviation())
                .map(deviation -> deviation > 0 ? 1 / deviation : 1)
                .toArray();
    }

    @Override
    public List<Feature> features() {
        List<Feature> features = new ArrayList<>();
        features.add(Feature.number(input + ":words"));
        features.add(Feature.number(input + ":characters"));
        words.grams().forEach(gram -> features.add(Feature.number(input + ":" + gram)));
        characters.grams().forEach(gram -> features.add(Feature.number(input + ":~" + gram)));
        return features;
    }

    @Override
    public void fill(Table rows, FeatureMatrix target, int first) {
        TextColumn column = rows.column(input, TextColumn.class);
        for (int row = 0; row < rows.rows(); row++) {
            int[] text = Tokens.characters(column.text(row));
            List<String> tokens = Tokens.words(text);
            target.set(row, first, (float) (tokens.size() * factors[0]));
            target.set(row, first + 1, (float) (text.length * factors[1]));
            target.set(row, first + 2, words.ofWords(tokens));
            target.set(row, first + 2 + words.size(), characters.ofCharacters(text));
        }
    }

    @Override
    public Value lower(GraphBuilder builder, Map<String, Value> inputs) {
        Value lower = builder.ml().lowerCase(builder.ops().reshape(Columns.input(inputs, input), -1));
        Value wordTokens = builder.ml().tokenizer(lower, Tokens.WORD, 1);
        Value characterTokens = builder.ml().characters(lower);
        List<Value> parts = new ArrayList<>();
        parts.add(count(builder, wordTokens, factors[0]));
        parts.add(count(builder, characterTokens, factors[1]));
        if (words.size() > 0) {
            parts.add(tfIdf(builder, wordTokens, words));
        }
        if (characters.size() > 0) {
            parts.add(tfIdf(builder, characterTokens, characters));
        }
        return builder.ops().concat(1, parts);
    }

    private static Value count(GraphBuilder builder, Value tokens, double factor) {
        GraphOps ops = builder.ops();
        Value present = ops.not(ops.equal(tokens, builder.constant(Tensor.scalar(""))));
        Value count = ops.reduceSum(ops.cast(present, ElementType.INT64), true, 1);
        Value scaled = ops.mul(ops.cast(count, ElementType.DOUBLE), builder.constant(Tensor.scalar(factor)));
        return ops.cast(scaled, ElementType.FLOAT);
    }

    private static Value tfIdf(GraphBuilder builder, Value tokens, Vocabulary vocabulary) {
        GraphOps ops = builder.ops();
        Value row = ops.cast(builder.ml().tfIdfVectorizer(tokens, vocabulary.forGraph()), ElementType.DOUBLE);
        Value length = ops.sqrt(ops.reduceSum(ops.mul(row, row), true, 1));
        Value atLeast = ops.max(length, builder.constant(Tensor.scalar(SHORTEST)));
        return ops.cast(ops.div(row, atLeast), ElementType.FLOAT);
    }
}
