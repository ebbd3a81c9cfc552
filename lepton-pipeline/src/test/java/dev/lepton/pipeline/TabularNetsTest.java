package dev.lepton.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.automl.Candidate;
import dev.lepton.automl.Folds;
import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Labels;
import dev.lepton.model.Learner;
import dev.lepton.model.Metrics;
import dev.lepton.model.Model;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import dev.lepton.model.Weights;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.testkit.GeneratedTables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TabularNetsTest {

    private static final Seed SEED = new Seed(11);

    static Stream<Learner> nets() {
        return Stream.of(
                Catalogue.learner("realmlp").with(Settings.of(Map.of("epochs", 12, "batchSize", 64, "width", 32))),
                Catalogue.learner("tabm")
                        .with(Settings.of(Map.of(
                                "epochs", 12, "batchSize", 64, "width", 32, "members", 4, "learningRate", 0.01))));
    }

    @ParameterizedTest
    @MethodSource("nets")
    void twoColumnsThatSayNothingAloneAreLearntTogether(Learner net) {
        Examples test = checkerboard(400, SEED.child("test"));
        Model model = net.fit(checkerboard(800, SEED.child("train")), Optional.empty(), context());
        double accuracy = Metrics.ACCURACY.score(test.target(), model.predict(test.inputs()), test.weights());
        assertThat(accuracy).as("of one that guesses: 0.5").isGreaterThan(0.9);
    }

    /// To rows whose labels are turned round, every epoch makes a net worse.
    @ParameterizedTest
    @MethodSource("nets")
    void validationRowsSayAfterWhichEpochANetIsKept(Learner net) {
        Examples train = checkerboard(800, SEED.child("train"));
        Examples valid = checkerboard(300, SEED.child("valid"));
        int[] turned =
                IntStream.of(valid.labels().toArray()).map(label -> 1 - label).toArray();
        Examples against = new Examples(valid.task(), valid.inputs(), Labels.of(turned), valid.weights());

        assertThat(net.fit(train, Optional.of(against), context()).rounds()).hasValue(1);
        assertThat(net.fit(train, Optional.of(valid), context()).rounds().orElseThrow())
                .isGreaterThan(3);
    }

    /// Two fits may run at once in a process whose engine has one source of chance for all.
    @Test
    void netsThatAreTrainedSideBySideAreAsTheyAreAlone() {
        Learner net = nets().findFirst().orElseThrow();
        Examples train = checkerboard(300, SEED.child("train"));
        byte[] alone = bytes(net, train);
        List<CompletableFuture<byte[]>> both = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> bytes(net, train)))
                .limit(2)
                .toList();
        assertThat(both).allSatisfy(one -> assertThat(one.join()).isEqualTo(alone));
    }

    private static byte[] bytes(Learner net, Examples train) {
        return net.fit(train, Optional.empty(), context()).toGraph().toBytes();
    }

    @Test
    void netsAreTriedWhereTheyAreNamedAndNotOtherwise() {
        Examples examples = checkerboard(60, SEED);
        Prepared prepared =
                new Prepared(examples, Folds.stratified(examples.target(), 3, SEED), Metrics.AUC, List.of());
        List<String> named = List.of("lightgbm", "tabm", "realmlp");

        assertThat(Catalogue.candidates(Effort.DEFAULTS.withLearners(named), prepared))
                .extracting(Candidate::name)
                .contains("lightgbm")
                .endsWith("tabm", "realmlp");
        assertThat(Catalogue.candidates(Effort.DEFAULTS, prepared))
                .extracting(candidate -> candidate.learner().id())
                .contains("lightgbm")
                .doesNotContain("tabm", "realmlp");
    }

    private static Fit context() {
        return Fit.of(SEED.child("fit"), Metrics.LOGLOSS);
    }

    /// Whether two numbers, each even around zero, have the same sign.
    private static Examples checkerboard(int rows, Seed seed) {
        RandomGenerator random = seed.random();
        double[] left = random.doubles(rows, -1, 1).toArray();
        double[] right = random.doubles(rows, -1, 1).toArray();
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("left", NumberColumn.of(left));
        columns.put("right", NumberColumn.of(right));
        int[] labels = IntStream.range(0, rows)
                .map(row -> left[row] * right[row] > 0 ? 1 : 0)
                .toArray();
        Task task = GeneratedTables.BINARY;
        return new Examples(task, Table.of(columns), Labels.of(labels), Weights.uniform(rows));
    }
}
