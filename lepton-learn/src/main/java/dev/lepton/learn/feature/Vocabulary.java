package dev.lepton.learn.feature;

import dev.lepton.graph.MlOps;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// The n-grams of one kind that were chosen from training texts, with their inverse document frequencies, and
/// the TF-IDF of texts over them: each row of length 1, or zeros where it has none of them.
///
/// Inverse document frequencies are whole multiples of 1/1024. So the squares of all products fit into a
/// float64 without rounding, and their sum is the same in whatever order it is made, here or in the graph.
final class Vocabulary {

    /// What an n-gram is made of.
    enum Unit {
        /// One or two words, written with a space between them.
        WORD(1, 2),
        /// Three to five characters.
        CHARACTER(3, 5);

        private final int shortest;
        private final int longest;

        Unit(int shortest, int longest) {
            this.shortest = shortest;
            this.longest = longest;
        }

        List<String> parts(String gram) {
            return switch (this) {
                case WORD -> List.of(gram.split(" "));
                case CHARACTER ->
                    gram.codePoints().mapToObj(Character::toString).toList();
            };
        }
    }

    private static final double GRAIN = 1_024;

    private final Unit unit;
    private final List<String> grams;
    private final float[] weights; // [gram]
    private final Map<String, Integer> wordSymbols = new HashMap<>();
    private final GramTrie trie;

    private Vocabulary(Unit unit, List<String> grams, float[] weights) {
        this.unit = unit;
        this.grams = grams;
        this.weights = weights;
        if (unit == Unit.WORD) {
            grams.stream()
                    .flatMap(gram -> unit.parts(gram).stream())
                    .forEach(word -> wordSymbols.putIfAbsent(word, wordSymbols.size()));
        }
        this.trie = new GramTrie(grams.stream()
                .map(gram -> switch (unit) {
                    case WORD -> symbols(unit.parts(gram));
                    case CHARACTER -> gram.codePoints().toArray();
                })
                .toList());
    }

    int size() {
        return grams.size();
    }

    List<String> grams() {
        return grams;
    }

    /// What the graph's own counting needs.
    MlOps.Grams forGraph() {
        Float[] boxed = new Float[weights.length];
        Arrays.setAll(boxed, i -> weights[i]);
        return new MlOps.Grams(grams.stream().map(unit::parts).toList(), List.of(boxed));
    }

    float[] ofWords(List<String> words) {
        return tfIdf(symbols(words));
    }

    float[] ofCharacters(int[] characters) {
        return tfIdf(characters);
    }

    private int[] symbols(List<String> words) {
        return words.stream()
                .mapToInt(word -> wordSymbols.getOrDefault(word, -1))
                .toArray();
    }

    private float[] tfIdf(int[] symbols) {
        int[] counts = new int[size()];
        trie.count(symbols, counts);
        float[] row = new float[counts.length];
        double squares = 0;
        for (int i = 0; i < row.length; i++) {
            row[i] = counts[i] * weights[i];
            squares += (double) row[i] * row[i];
        }
        double length = Math.max(Math.sqrt(squares), TextBlock.SHORTEST);
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) (row[i] / length);
        }
        return row;
    }

    /// Counts in how many texts each n-gram occurs.
    static final class Counter {

        private final Unit unit;
        private final Map<String, double[]> documents = new HashMap<>();
        private double total;

        Counter(Unit unit) {
            this.unit = unit;
        }

        void addWords(List<String> words, double weight) {
            Set<String> seen = new HashSet<>(words);
            IntStream.range(1, words.size()).forEach(i -> seen.add(words.get(i - 1) + " " + words.get(i)));
            add(seen, weight);
        }

        void addCharacters(int[] characters, double weight) {
            Set<String> seen = new HashSet<>();
            for (int length = unit.shortest; length <= unit.longest; length++) {
                for (int start = 0; start + length <= characters.length; start++) {
                    seen.add(new String(characters, start, length));
                }
            }
            add(seen, weight);
        }

        private void add(Set<String> seen, double weight) {
            seen.forEach(gram -> documents.computeIfAbsent(gram, unused -> new double[1])[0] += weight);
            total += weight;
        }

        /// The n-grams in most texts, but neither in one alone nor in nearly all.
        Vocabulary choose(int max) {
            List<Map.Entry<String, double[]>> chosen = documents.entrySet().stream()
                    .filter(entry -> entry.getValue()[0] >= 2 && entry.getValue()[0] <= 0.95 * total)
                    .sorted(Comparator.<Map.Entry<String, double[]>>comparingDouble(entry -> -entry.getValue()[0])
                            .thenComparing(Map.Entry::getKey))
                    .limit(max)
                    .toList();
            float[] weights = new float[chosen.size()];
            for (int i = 0; i < weights.length; i++) {
                double frequency = Math.log((1 + total) / (1 + chosen.get(i).getValue()[0])) + 1;
                weights[i] = (float) (Math.rint(frequency * GRAIN) / GRAIN);
            }
            return new Vocabulary(unit, chosen.stream().map(Map.Entry::getKey).toList(), weights);
        }
    }
}
