package dev.lepton.learn.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.learn.feature.FeatureOptions.Categories;
import dev.lepton.learn.feature.FeatureOptions.Coding;
import dev.lepton.learn.feature.FeatureOptions.Numbers;
import dev.lepton.model.Examples;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.Table;
import dev.lepton.testkit.GeneratedTables;
import dev.lepton.testkit.GraphRuns;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FeaturesTest {

    private static final Seed SEED = new Seed(5);

    static Stream<Arguments> everyWay() {
        Categories categories = Categories.ENCODED.withFewLevels(5);
        List<FeatureOptions> ways = List.of(
                FeatureOptions.TREES,
                FeatureOptions.TREES_ENCODED.withCategories(categories),
                FeatureOptions.LINEAR,
                FeatureOptions.LINEAR.withCategories(Categories.ONE_HOT.withFewLevels(5)),
                FeatureOptions.TREES.withNumbers(new Numbers(true, false, false)),
                FeatureOptions.TREES.withNumbers(new Numbers(false, true, true)),
                FeatureOptions.TREES.withCategories(categories
                        .withCodings(Coding.ORDINAL, Coding.CODE_AND_TARGET)
                        .withPermutations(0)),
                FeatureOptions.TREES.withCategories(
                        Categories.ONE_HOT.withMaxLevels(7).withMinCount(40)));
        return ways.stream()
                .flatMap(way -> GeneratedTables.tasks().stream().limit(3).map(task -> Arguments.of(way, task)));
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void graphGivesTheSameBitsOnWildRows(FeatureOptions options, Task task) {
        Features features = Features.fit(options, GeneratedTables.examples(task, 500, SEED), SEED)
                .features();
        Table wild = GeneratedTables.wild(features.inputs(), 400, SEED);
        assertSameBits(features, wild);
        assertSameBits(features, wild.slice(7, 8));
    }

    private static void assertSameBits(Features features, Table rows) {
        FeatureMatrix expected = features.transform(rows);
        float[] actual = GraphRuns.run(graph(features), rows).get("features").floats();
        List<Feature> columns = features.columns();
        assertThat(actual).hasSize(expected.values().length);
        for (int i = 0; i < actual.length; i++) {
            if (Float.floatToIntBits(actual[i]) == Float.floatToIntBits(expected.values()[i])) {
                continue; // an assertion for each of millions would take most of the time
            }
            assertThat(Float.floatToIntBits(actual[i]))
                    .as(
                            "row %s of %s: %s in the graph, %s here",
                            i / columns.size(), columns.get(i % columns.size()).name(), actual[i], expected.values()[i])
                    .isEqualTo(Float.floatToIntBits(expected.values()[i]));
        }
    }

    private static Graph graph(Features features) {
        GraphBuilder builder = Graph.builder("features");
        builder.output("features", features.lower(builder, Signature.declareInputs(builder, features.inputs())));
        return builder.build();
    }

    @Test
    void graphGivesTheSameBitsOnManyRowsAtOnce() {
        Examples train = GeneratedTables.examples(GeneratedTables.BINARY, 300, SEED);
        Features features =
                Features.fit(FeatureOptions.TREES_ENCODED, train, SEED).features();
        assertSameBits(features, GeneratedTables.wild(features.inputs(), 10_000, SEED));
    }

    @Test
    void columnOfAnotherKindIsRefused() {
        Examples train = GeneratedTables.examples(GeneratedTables.BINARY, 50, SEED);
        Features features = Features.fit(FeatureOptions.TREES, train, SEED).features();
        Table rows = train.inputs().with("city", train.inputs().column("age"));
        assertThatThrownBy(() -> features.transform(rows))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("\"city\" is of kind number")
                .hasMessageContaining("category");
    }

    @Test
    void standardisedNumbersStayWithinTheirLimitWhateverComes() {
        Examples train = GeneratedTables.examples(GeneratedTables.BINARY, 200, SEED);
        Features features = Features.fit(FeatureOptions.LINEAR, train, SEED).features();
        for (float value : features.transform(GeneratedTables.wild(features.inputs(), 300, SEED))
                .values()) {
            assertThat(Math.abs(value)).isLessThan(500); // counts of words are the largest
        }
    }

    @Test
    void trainMatrixIsTheTransformOfTheTrainingRowsWhereTheTargetIsNotUsed() {
        Examples train = GeneratedTables.examples(GeneratedTables.BINARY, 300, SEED);
        Features.Fitted fitted = Features.fit(FeatureOptions.TREES, train, SEED);
        assertThat(fitted.train().values())
                .isEqualTo(fitted.features().transform(train.inputs()).values());
    }

    @Test
    void missingColumnIsNamed() {
        Examples train = GeneratedTables.examples(GeneratedTables.BINARY, 50, SEED);
        Features features = Features.fit(FeatureOptions.TREES, train, SEED).features();
        Table rows = train.inputs().without(List.of("city"));
        assertThatThrownBy(() -> features.transform(rows))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("\"city\"");
    }

    @Test
    void encodedFilesAreRefusedByName() {
        Examples examples = GeneratedTables.examples(Task.Regression.SQUARED, 4, SEED);
        Table photos = examples.inputs().with("photo", EncodedColumn.of(new byte[4][3]));
        Examples train = new Examples(examples.task(), photos, examples.target(), examples.weights());
        assertThatThrownBy(() -> Features.fit(FeatureOptions.TREES, train, SEED))
                .isInstanceOfSatisfying(
                        LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED))
                .hasMessageContaining("\"photo\" holds encoded files");
    }
}
