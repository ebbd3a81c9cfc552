package dev.lepton.learn.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Learner;
import dev.lepton.model.Model;
import dev.lepton.model.Settings;
import dev.lepton.table.Table;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnsweredTest {

    private static final Seed SEED = new Seed(11);

    static Stream<Arguments> boosters() {
        return Stream.of(TreeExamples.Kind.values())
                .flatMap(kind -> Stream.of("gbdt", "dart")
                        .flatMap(boosting -> Stream.of(
                                Arguments.of(
                                        kind,
                                        new LightGbm()
                                                .with(Settings.parse("{\"boosting\": \"" + boosting
                                                        + "\", \"rounds\": 30, \"patience\": 5}")),
                                        1e-9), // float64 sums of the same leaves, in another order after dropping
                                Arguments.of(
                                        kind,
                                        new XgBoost()
                                                .with(Settings.parse(
                                                        "{\"booster\": \"" + boosting.replace("gbdt", "gbtree")
                                                                + "\", \"rounds\": 30, \"patience\": 5}")),
                                        1e-4)))); // float32 sums of up to 30 leaves
    }

    @ParameterizedTest
    @MethodSource("boosters")
    void rememberedAnswersAreThoseThatTheModelGives(TreeExamples.Kind kind, Learner learner, double tolerance) {
        Examples train = TreeExamples.of(kind, 1_000, SEED.child("train"));
        Examples plain = TreeExamples.of(kind, 1_000, SEED.child("valid"));
        Examples valid = new Examples(kind.task(), TreeExamples.odd(plain.inputs()), plain.target(), plain.weights());

        Model model = learner.fit(train, Optional.of(valid), Fit.of(SEED, kind.metric()));

        Table copy = valid.inputs().select(IntStream.range(0, valid.size()).toArray());
        TreeExamples.assertEqual(model.predict(valid.inputs()).toArray(), model.predict(copy), tolerance);
        assertThat(model.predict(valid.inputs())).isSameAs(model.predict(valid.inputs()));
    }
}
