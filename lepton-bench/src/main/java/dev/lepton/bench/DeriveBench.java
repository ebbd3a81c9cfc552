package dev.lepton.bench;

import dev.lepton.automl.Folds;
import dev.lepton.base.Seed;
import dev.lepton.data.Source;
import dev.lepton.data.Tables;
import dev.lepton.learn.derive.Derivation;
import dev.lepton.learn.derive.DeriveOptions;
import dev.lepton.learn.derive.Derived;
import dev.lepton.learn.feature.FeatureOptions;
import dev.lepton.learn.tree.LightGbm;
import dev.lepton.learn.tree.LightGbmOptions;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Labels;
import dev.lepton.model.Learner;
import dev.lepton.model.Metric;
import dev.lepton.model.Metrics;
import dev.lepton.model.Model;
import dev.lepton.model.Settings;
import dev.lepton.model.Target;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// LightGBM with and without made columns on the training rows of public tables: five folds, each judged by
/// trees that stopped on a tenth of the other folds' rows. Test rows are never read.
///
/// Differences are paired by fold and relative to the loss without made columns (for AUC, 1 - AUC); positive is
/// better.
final class DeriveBench {

    private static final int FOLDS = 5;
    private static final Seed SEED = new Seed(1);
    private static final String NOTHING = "{\"pairs\": 0, \"groups\": 0, \"crossings\": 0, \"frequencies\": 0}";

    private final Path data;

    DeriveBench(Path data) {
        this.data = data;
    }

    /// @param only names of the sets; empty takes all
    void run(Set<String> only) throws IOException {
        List<String> index = Files.readAllLines(data.resolve("tabular/INDEX.tsv"));
        System.out.println("set\tmetric\tarm\tloss\tgain_percent\tstandard_error\tseconds\tmade");
        for (String line : index.subList(1, index.size())) {
            String[] cells = line.split("\t", -1);
            if (only.isEmpty() || only.contains(cells[0])) {
                measure(cells);
            }
        }
    }

    /// The first entry of the portfolio as it is, and over made columns.
    private static Map<String, Learner> arms(Task task) {
        LightGbm plain = learner(task);
        LightGbm encoded = new LightGbm(plain.options().withFeatures(FeatureOptions.TREES_ENCODED));
        Map<String, Learner> arms = new LinkedHashMap<>();
        arms.put("raw", plain);
        arms.put("pairs", derived(plain, "{\"groups\": 0, \"crossings\": 0, \"frequencies\": 0}"));
        arms.put("categories", derived(plain, "{\"pairs\": 0}"));
        arms.put("all, encoded", derived(encoded, "{}"));
        arms.put("components", derived(plain, NOTHING.replace("}", ", \"components\": 0.9}")));
        arms.put("probes", derived(plain, NOTHING.replace("}", ", \"probes\": true}")));
        return arms;
    }

    private static Derived derived(Learner plain, String settings) {
        return new Derived(plain, Settings.parse(settings).over(DeriveOptions.DEFAULTS));
    }

    private void measure(String[] cells) {
        Path train = data.resolve("tabular").resolve(cells[0]).resolve("train.csv");
        Table table = Tables.read(Source.parse(train.toString())).table();
        Examples examples = examples(table, cells[2], cells[1].equals("regression"));
        Metric metric = switch (cells[1]) {
            case "binary" -> Metrics.AUC;
            case "multiclass" -> Metrics.LOGLOSS;
            default -> Metrics.RMSE;
        };
        Folds folds = Folds.stratified(examples.target(), FOLDS, SEED);
        double[] raw = new double[0];
        for (Map.Entry<String, Learner> arm : arms(examples.task()).entrySet()) {
            long start = System.nanoTime();
            double[] losses = new double[FOLDS];
            for (int fold = 0; fold < FOLDS; fold++) {
                losses[fold] = loss(arm.getValue(), examples, folds, fold, metric);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            raw = raw.length == 0 ? losses : raw;
            String made = arm.getValue() instanceof Derived derived
                    ? Derivation.fit(derived.options(), examples, context(metric))
                            .made()
                            .toString()
                    : "";
            System.out.printf(
                    Locale.ROOT,
                    "%s\t%s\t%s\t%s\t%.1f\t%s%n",
                    cells[0],
                    metric.id(),
                    arm.getKey(),
                    Compared.of(raw, losses),
                    seconds,
                    made);
        }
    }

    /// A loss beside the raw one.
    ///
    /// @param gain mean over the folds, in percent of the raw loss
    /// @param error standard error of the gain
    private record Compared(double loss, double gain, double error) {

        static Compared of(double[] raw, double[] losses) {
            double[] gains = new double[FOLDS];
            Arrays.setAll(gains, fold -> 100 * (raw[fold] - losses[fold]) / raw[fold]);
            double mean = Arrays.stream(gains).average().orElseThrow();
            double squares = Arrays.stream(gains)
                    .map(gain -> (gain - mean) * (gain - mean))
                    .sum();
            double loss = Arrays.stream(losses).average().orElseThrow();
            return new Compared(loss, mean, Math.sqrt(squares / (FOLDS - 1) / FOLDS));
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.6g\t%+.3f\t%.3f", loss, gain, error);
        }
    }

    private static double loss(Learner learner, Examples examples, Folds folds, int fold, Metric metric) {
        Examples others = examples.select(folds.train(fold));
        Folds stopping = Folds.stratified(others.target(), 10, SEED.child("stopping"));
        Model model = learner.fit(
                others.select(stopping.train(0)), Optional.of(others.select(stopping.valid(0))), context(metric));
        Examples judged = examples.select(folds.valid(fold));
        double score = metric.score(judged.target(), model.predict(judged.inputs()), judged.weights());
        return metric.isBetter(1, 0) ? 1 - score : score;
    }

    private static Fit context(Metric metric) {
        return Fit.of(SEED, metric).withThreads(2);
    }

    /// The first entry of the portfolio.
    private static LightGbm learner(Task task) {
        String settings = switch (task) {
            case Task.Classification c ->
                "{\"learningRate\": 0.06, \"baggingFraction\": 0.75, \"numLeaves\": 40, \"minDataInLeaf\": 40}";
            case Task.Regression r ->
                "{\"learningRate\": 0.07, \"baggingFraction\": 0.7, \"numLeaves\": 64, \"minDataInLeaf\": 5}";
        };
        return new LightGbm(Settings.parse(settings).over(LightGbmOptions.DEFAULTS));
    }

    static Examples examples(Table table, String name, boolean regression) {
        Column column = table.column(name);
        Table inputs = table.without(List.of(name));
        Weights weights = Weights.uniform(table.rows());
        if (regression) {
            double[] values = new double[table.rows()];
            table.column(name, NumberColumn.class).copyTo(0, values);
            return new Examples(Task.Regression.SQUARED, inputs, Values.of(values), weights);
        }
        List<String> texts =
                IntStream.range(0, table.rows()).mapToObj(column::text).toList();
        List<String> classes = new ArrayList<>(texts.stream().distinct().toList());
        classes.sort(Comparator.naturalOrder());
        Target labels = Labels.of(texts.stream().mapToInt(classes::indexOf).toArray());
        return new Examples(new Task.Classification(classes), inputs, labels, weights);
    }
}
