package dev.lepton.learn.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/// Trains models with whatever version of XGBoost's own Java API is on the class path, in a JVM of its own:
/// natives of two versions do not live together.
///
/// Writes for each model `NAME.json`, `NAME.ubj` and `NAME.margins` (a line per row), and once `rows` (a
/// line per row).
final class XgBoostTrainer {

    private static final int WIDTH = 5;
    private static final int ROUNDS = 12;

    private final Path folder;
    private final float[] train = rows(400, false);
    private final float[] judged = rows(300, true);

    private XgBoostTrainer(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws XGBoostError, IOException {
        XgBoostTrainer trainer = new XgBoostTrainer(Path.of(arguments[0]));
        trainer.writeRows();
        for (String objective : List.of(
                "binary:logistic",
                "binary:logitraw",
                "binary:hinge",
                "reg:squarederror",
                "reg:logistic",
                "reg:gamma",
                "reg:tweedie",
                "reg:pseudohubererror",
                "reg:absoluteerror",
                "count:poisson",
                "rank:pairwise",
                "survival:cox")) {
            trainer.train(objective.replace(':', '_'), Map.of("objective", objective));
        }
        Map<String, Object> classes = Map.of("objective", "multi:softprob", "num_class", 3);
        trainer.train("softprob", classes);
        trainer.train("softmax", with(classes, "objective", "multi:softmax"));
        trainer.train("dart", with(classes, "booster", "dart", "rate_drop", 0.3));
        trainer.train("parallel", with(classes, "num_parallel_tree", 3, "subsample", 0.6));
        trainer.train("linear", Map.of("objective", "reg:squarederror", "booster", "gblinear", "base_score", 0.3));
        trainer.train("base_score", Map.of("objective", "binary:logistic", "base_score", 0.2));
        trainer.train("categorical", Map.of("objective", "binary:logistic", "max_cat_to_onehot", 1));
        trainer.train("categorical_onehot", Map.of("objective", "binary:logistic", "max_cat_to_onehot", 100));
        trainer.train("best_iteration", with(classes, "eta", 0.5));
    }

    private static Map<String, Object> with(Map<String, Object> settings, Object... more) {
        Map<String, Object> all = new HashMap<>(settings);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        return all;
    }

    private void train(String name, Map<String, Object> settings) throws XGBoostError, IOException {
        boolean categorical = name.startsWith("categorical");
        DMatrix rows = matrix(train, categorical);
        float[] labels = new float[train.length / WIDTH];
        for (int row = 0; row < labels.length; row++) {
            float a = train[row * WIDTH];
            float c = train[row * WIDTH + 4];
            double score = (Float.isNaN(a) ? 0.4 : a)
                    + (c % 3 == 0 ? 1 : 0)
                    + (Float.isNaN(train[row * WIDTH + 1]) ? 0 : 0.2 * train[row * WIDTH + 1]);
            labels[row] = name.startsWith("reg_logistic")
                            || name.startsWith("binary")
                            || settings.get("objective").equals("binary:logistic")
                    ? (score > 0.8 ? 1 : 0)
                    : settings.containsKey("num_class")
                            ? (score > 1.2 ? 2 : score > 0.4 ? 1 : 0)
                            : (float) Math.max(0.1, score + 1);
        }
        rows.setLabel(labels);
        if (name.startsWith("rank")) {
            rows.setGroup(IntStream.range(0, 20).map(group -> 20).toArray());
            rows.setLabel(grades(labels));
        }
        Map<String, Object> all = with(settings, "nthread", 1, "max_depth", 4, "verbosity", 0, "seed", 1);
        if (!"gblinear".equals(settings.get("booster"))) {
            all.put("tree_method", "hist");
        }
        Booster booster = XGBoost.train(rows, all, ROUNDS, new HashMap<>(), null, null);
        int kept = 0;
        if (name.equals("best_iteration")) {
            booster.setAttr("best_iteration", "4");
            kept = 5;
        }
        if (name.equals("parallel")) {
            booster.setFeatureNames(new String[] {"a", "b", "c", "d", "e"});
        }
        Files.write(folder.resolve(name + ".json"), booster.toByteArray("json"));
        Files.write(folder.resolve(name + ".ubj"), booster.toByteArray("ubj"));
        write(name + ".margins", booster.predict(matrix(judged, categorical), true, kept));
    }

    private static float[] grades(float[] labels) {
        float[] grades = new float[labels.length];
        for (int i = 0; i < grades.length; i++) {
            grades[i] = labels[i] > 1.8 ? 2 : labels[i] > 1.2 ? 1 : 0;
        }
        return grades;
    }

    private static DMatrix matrix(float[] values, boolean categorical) throws XGBoostError {
        DMatrix matrix = new DMatrix(values, values.length / WIDTH, WIDTH, Float.NaN);
        if (categorical) {
            matrix.setFeatureTypes(new String[] {"q", "q", "q", "q", "c"});
        }
        return matrix;
    }

    private void write(String name, float[][] rows) throws IOException {
        List<String> lines = new ArrayList<>();
        for (float[] row : rows) {
            lines.add(IntStream.range(0, row.length)
                    .mapToObj(i -> String.format(Locale.ROOT, "%.9g", row[i]))
                    .collect(Collectors.joining(" ")));
        }
        Files.write(folder.resolve(name), lines);
    }

    private void writeRows() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < judged.length / WIDTH; row++) {
            int first = row * WIDTH;
            lines.add(IntStream.range(first, first + WIDTH)
                    .mapToObj(i -> Float.toString(judged[i]))
                    .collect(Collectors.joining(" ")));
        }
        Files.write(folder.resolve("rows"), lines);
    }

    /// Numbers on a grid, so that rows lie exactly at thresholds; the last feature holds categories.
    ///
    /// @param odd whether some categories were never trained on
    private static float[] rows(int count, boolean odd) {
        SplittableRandom random = new SplittableRandom(odd ? 2 : 1);
        float[] values = new float[count * WIDTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(12) == 0 ? Float.NaN : random.nextInt(40) / 16f;
            if (i % WIDTH == WIDTH - 1) {
                values[i] = odd && random.nextInt(6) == 0
                        ? new float[] {-1, 99, 2.7f, 1e6f, Float.NaN, -0.5f}[random.nextInt(6)]
                        : random.nextInt(40);
            }
        }
        return values;
    }
}
