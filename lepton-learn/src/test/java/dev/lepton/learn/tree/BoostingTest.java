package dev.lepton.learn.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Learner;
import dev.lepton.model.Metrics;
import dev.lepton.model.Model;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Settings;
import dev.lepton.table.Table;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What every booster keeps.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BoostingTest {

    private static final Seed SEED = new Seed(7);

    abstract Learner learner();

    /// How far the graph may answer from the engine, relative to the larger of 1 and the answer.
    abstract double tolerance();

    /// Settings that change how trees grow.
    abstract List<String> unusual();

    @ParameterizedTest
    @EnumSource(TreeExamples.Kind.class)
    void learnsWhatThereIsToLearn(TreeExamples.Kind kind) {
        Examples train = TreeExamples.of(kind, 2_000, SEED.child("train"));
        Examples test = TreeExamples.of(kind, 1_000, SEED.child("test"));

        Model model = learner().fit(train, Optional.empty(), Fit.of(SEED, kind.metric()));

        double score = kind.metric().score(test.target(), model.predict(test.inputs()), test.weights());
        assertThat(score).isGreaterThan(kind.mediocre());
    }

    /// So a model that was stopped early can be learnt once more without the rows that stopped it.
    @ParameterizedTest
    @EnumSource(TreeExamples.Kind.class)
    void asManyRoundsWithoutValidationRowsGiveTheModelThatTheyStopped(TreeExamples.Kind kind) {
        Examples train = TreeExamples.of(kind, 1_000, SEED.child("train"));
        Examples valid = TreeExamples.of(kind, 500, SEED.child("valid"));
        Fit context = Fit.of(SEED, kind.metric());

        Model stopped = learner().with(Settings.parse("{\"patience\": 5}")).fit(train, Optional.of(valid), context);
        int rounds = stopped.rounds().orElseThrow();
        Model again = learner().withRounds(rounds).fit(train, Optional.empty(), context);

        assertThat(rounds).isPositive();
        assertThat(again.toGraph().toBytes()).isEqualTo(stopped.toGraph().toBytes());
    }

    @ParameterizedTest
    @EnumSource(TreeExamples.Kind.class)
    void theGraphAnswersAsTheEngineDoes(TreeExamples.Kind kind) {
        Examples train = TreeExamples.of(kind, 1_500, SEED.child("train"));
        Table rows = TreeExamples.odd(
                TreeExamples.of(kind, 10_000, SEED.child("test")).inputs());

        Model model = learner().fit(train, Optional.empty(), Fit.of(SEED, kind.metric()));

        TreeExamples.assertEqual(GraphAnswers.of(model, rows), model.predict(rows), tolerance());
    }

    @Test
    void aShareOfTheRoundsIsTheMoreTheLowerTheLearningRateIs() {
        assertThat(roundsOfANinth("{\"learningRate\": 0.1}")).isEqualTo(22); // 20 / 0.1 / 9
        assertThat(roundsOfANinth("{\"learningRate\": 0.01}")).isEqualTo(222);
        assertThat(roundsOfANinth("{\"rounds\": 27}")).isEqualTo(3);
        assertThat(roundsOfANinth("{\"rounds\": 2}")).isEqualTo(1);
    }

    private Object roundsOfANinth(String settings) {
        return learner()
                .with(Settings.parse(settings))
                .shortened(1 / 9.0, TreeExamples.Kind.BINARY.task())
                .orElseThrow()
                .settings()
                .values()
                .get("rounds");
    }

    @Test
    void stopsEarlyAndKeepsTheBestRound() {
        Examples train = TreeExamples.of(TreeExamples.Kind.BINARY, 500, SEED.child("train"));
        Examples valid = TreeExamples.of(TreeExamples.Kind.BINARY, 500, SEED.child("valid"));
        Learner impatient = learner().with(Settings.parse("{\"patience\": 5, \"learningRate\": 0.3}"));
        Fit context = Fit.of(SEED, Metrics.LOGLOSS);

        Model stopped = impatient.fit(train, Optional.of(valid), context);
        Model endless = impatient
                .with(Settings.parse("{\"rounds\": 300, \"learningRate\": 0.3}"))
                .fit(train, Optional.empty(), context);

        assertThat(logLoss(stopped, valid)).isLessThan(logLoss(endless, valid) - 0.01);
    }

    @ParameterizedTest
    @MethodSource("unusual")
    void bestRoundOfAnyBoosterAnswersAlikeInTheGraph(String settings) {
        Examples train = TreeExamples.of(TreeExamples.Kind.BINARY, 500, SEED.child("train"));
        Examples valid = TreeExamples.of(TreeExamples.Kind.BINARY, 300, SEED.child("valid"));

        Model model =
                learner().with(Settings.parse(settings)).fit(train, Optional.of(valid), Fit.of(SEED, Metrics.LOGLOSS));

        TreeExamples.assertEqual(GraphAnswers.of(model, valid.inputs()), model.predict(valid.inputs()), tolerance());
    }

    private static double logLoss(Model model, Examples rows) {
        return Metrics.LOGLOSS.score(rows.labels(), (Probabilities) model.predict(rows.inputs()), rows.weights());
    }
}
