package dev.lepton.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The tables in which `TfIdfVectorizer` takes word sequences: all of one word, then all of two words, and
/// so on.
final class GramTables {

    private GramTables() {}

    static Map<String, Attribute> attributes(MlOps.Grams grams) {
        int longest = grams.grams().stream().mapToInt(List::size).max().orElseThrow();
        int shortest = grams.grams().stream().mapToInt(List::size).min().orElseThrow();
        List<String> pool = new ArrayList<>();
        long[] starts = new long[longest]; // [length - 1]: where sequences of that length start in the pool
        long[] columns = new long[grams.grams().size()]; // [place in the pool's order]
        float[] weights = new float[columns.length]; // in the pool's order too
        int place = 0;
        for (int length = 1; length <= longest; length++) {
            starts[length - 1] = pool.size();
            for (int column = 0; column < columns.length; column++) {
                if (grams.grams().get(column).size() == length) {
                    pool.addAll(grams.grams().get(column));
                    weights[place] =
                            grams.weights().isEmpty() ? 1 : grams.weights().get(column);
                    columns[place++] = column;
                }
            }
        }
        Map<String, Attribute> attributes = new HashMap<>();
        attributes.put("mode", Attribute.of(grams.weights().isEmpty() ? "TF" : "TFIDF"));
        attributes.put("min_gram_length", Attribute.of(shortest));
        attributes.put("max_gram_length", Attribute.of(longest));
        attributes.put("max_skip_count", Attribute.of(0));
        attributes.put("pool_strings", Attribute.strings(pool));
        attributes.put("ngram_counts", Attribute.ints(starts));
        attributes.put("ngram_indexes", Attribute.ints(columns));
        if (!grams.weights().isEmpty()) {
            attributes.put("weights", Attribute.floats(weights));
        }
        return attributes;
    }
}
