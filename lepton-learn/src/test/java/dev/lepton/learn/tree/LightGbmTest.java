package dev.lepton.learn.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Metrics;
import dev.lepton.model.Model;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Settings;
import dev.lepton.table.Table;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LightGbmTest {

    private static final Seed SEED = new Seed(7);

    @ParameterizedTest
    @EnumSource(TreeExamples.Kind.class)
    void learnsWhatThereIsToLearn(TreeExamples.Kind kind) {
        Examples train = TreeExamples.of(kind, 2_000, SEED.child("train"));
        Examples test = TreeExamples.of(kind, 1_000, SEED.child("test"));

        Model model = new LightGbm().fit(train, Optional.empty(), Fit.of(SEED, kind.metric()));

        double score = kind.metric().score(test.target(), model.predict(test.inputs()), test.weights());
        assertThat(score).isGreaterThan(kind.mediocre());
    }

    @ParameterizedTest
    @EnumSource(TreeExamples.Kind.class)
    void theGraphAnswersAsTheEngineDoes(TreeExamples.Kind kind) {
        Examples train = TreeExamples.of(kind, 1_500, SEED.child("train"));
        Table rows = TreeExamples.odd(
                TreeExamples.of(kind, 10_000, SEED.child("test")).inputs());

        Model model = new LightGbm().fit(train, Optional.empty(), Fit.of(SEED, kind.metric()));

        // both add the same leaves in float64; only the order of addition differs.
        TreeExamples.assertEqual(GraphAnswers.of(model, rows), model.predict(rows), 1e-9);
    }

    @Test
    void stopsEarlyAndKeepsTheBestRound() {
        Examples train = TreeExamples.of(TreeExamples.Kind.BINARY, 500, SEED.child("train"));
        Examples valid = TreeExamples.of(TreeExamples.Kind.BINARY, 500, SEED.child("valid"));
        LightGbm impatient = new LightGbm().with(Settings.parse("{\"patience\": 5, \"learningRate\": 0.3}"));
        Fit context = Fit.of(SEED, Metrics.LOGLOSS);

        Model stopped = impatient.fit(train, Optional.of(valid), context);
        Model endless = impatient
                .with(Settings.parse("{\"rounds\": 300, \"learningRate\": 0.3}"))
                .fit(train, Optional.empty(), context);

        assertThat(logLoss(stopped, valid)).isLessThan(logLoss(endless, valid) - 0.01);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"boosting\": \"dart\", \"patience\": 10, \"learningRate\": 0.3, \"rounds\": 60}",
                "{\"extraTrees\": true, \"featureFraction\": 0.7, \"baggingFraction\": 0.7, \"rounds\": 30}",
                "{\"pathSmooth\": 5, \"lambdaL1\": 0.5, \"maxCatToOnehot\": 20, \"rounds\": 30}"
            })
    void bestRoundOfAnyBoosterAnswersAlikeInTheGraph(String settings) {
        Examples train = TreeExamples.of(TreeExamples.Kind.BINARY, 500, SEED.child("train"));
        Examples valid = TreeExamples.of(TreeExamples.Kind.BINARY, 300, SEED.child("valid"));

        Model model = new LightGbm()
                .with(Settings.parse(settings))
                .fit(train, Optional.of(valid), Fit.of(SEED, Metrics.LOGLOSS));

        TreeExamples.assertEqual(GraphAnswers.of(model, valid.inputs()), model.predict(valid.inputs()), 1e-9);
    }

    private static double logLoss(Model model, Examples rows) {
        return Metrics.LOGLOSS.score(rows.labels(), (Probabilities) model.predict(rows.inputs()), rows.weights());
    }
}
