package dev.lepton.learn.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.learn.feature.FeatureOptions.Texts;
import dev.lepton.model.Examples;
import dev.lepton.model.Labels;
import dev.lepton.model.Weights;
import dev.lepton.table.Column;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.testkit.GeneratedTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TextFeaturesTest {

    @Test
    void wordsAreRunsOfLettersNumbersAndUnderscoresInLowerCase() {
        assertThat(words("Hello, Wörld! ÄÖ 中文-字 x_1 3½"))
                .containsExactly("hello", "wörld", "äö", "中文", "字", "x_1", "3½");
        assertThat(words("")).isEmpty();
        assertThat(words(" \t…!🦊")).isEmpty();
        assertThat(words("cafe\u0301s")).containsExactly("cafe", "s");
    }

    private static List<String> words(String text) {
        return Tokens.words(Tokens.characters(text));
    }

    @Property(tries = 200)
    void trieCountsWhatASearchFinds(
            @ForAll @Size(max = 12) List<@Size(min = 1, max = 4) List<@IntRange(min = 0, max = 3) Integer>> grams,
            @ForAll @Size(max = 30) List<@IntRange(min = -1, max = 4) Integer> symbols) {
        List<List<Integer>> distinct = grams.stream().distinct().toList();
        int[] counts = new int[distinct.size()];
        new GramTrie(distinct.stream().map(TextFeaturesTest::array).toList()).count(array(symbols), counts);
        int[] expected = distinct.stream()
                .mapToInt(gram -> (int) IntStream.rangeClosed(0, symbols.size() - gram.size())
                        .filter(start ->
                                symbols.subList(start, start + gram.size()).equals(gram))
                        .count())
                .toArray();
        assertThat(counts).isEqualTo(expected);
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    @Test
    void rowsHaveLengthOneOrAreZero() {
        Features features = fit(new Texts(20, 0));
        FeatureMatrix found = features.transform(table("urgent refund", "nothing known", "", "REFUND refund urgent"));
        double[] lengths = new double[found.rows()];
        for (int row = 0; row < found.rows(); row++) {
            for (int column = 2; column < found.columns(); column++) {
                lengths[row] += found.at(row, column) * found.at(row, column);
            }
        }
        assertThat(Arrays.stream(lengths).map(length -> Math.rint(length * 1e5) / 1e5))
                .containsExactly(1.0, 0.0, 0.0, 1.0);
    }

    @Test
    void mostFrequentGramsAreKeptUpToTheCap() {
        assertThat(fit(new Texts(3, 2)).columns())
                .extracting(Feature::name)
                .containsExactly(
                        "note:words",
                        "note:characters",
                        "note:refund",
                        "note:urgent",
                        "note:urgent refund",
                        "note:~efu",
                        "note:~efun");
    }

    private static Features fit(Texts texts) {
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            notes.add(i < 18 ? (i < 14 ? "urgent refund" : "refund") : "please");
        }
        Table table = table(notes.toArray(String[]::new));
        Examples train = new Examples(GeneratedTables.BINARY, table, Labels.of(new int[20]), Weights.uniform(20));
        return Features.fit(FeatureOptions.TREES.withTexts(texts), train, new Seed(1))
                .features();
    }

    private static Table table(String... notes) {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("note", TextColumn.of(notes));
        return Table.of(columns);
    }
}
