package dev.lepton.learn.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.learn.tree.internal.Link;
import dev.lepton.model.Model;
import dev.lepton.model.Task;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeModelsTest {

    /// Expected are the model's `answers`; or its `scores`, to which the link is applied here; or answers
    /// of a `logistic` link that the model does not have.
    @ParameterizedTest
    @CsvSource({
        "tree-models/lg_dart_breast_cancer.model, tree-models/breast_cancer_test.tsv,"
                + " tree-models/lg_dart_breast_cancer_true_predictions.txt, answers",
        // The dump of that version names no objective, so its model answers with scores.
        "tree-models/lg_dart_breast_cancer.json, tree-models/breast_cancer_test.tsv,"
                + " tree-models/lg_dart_breast_cancer_true_predictions.txt, logistic",
        "tree-models/lg_kddcup99.model, tree-models/kddcup99_test.tsv,"
                + " tree-models/lg_kddcup99_true_predictions.txt, scores",
        "tree-models/lg_rf_iris.model, tree-models/iris_test.libsvm,"
                + " tree-models/lg_rf_iris_true_predictions.txt, answers",
        "tree-models/lgmulticlass.model, tree-models/multiclass_test.tsv,"
                + " tree-models/lgmulticlass_true_predictions.txt, answers",
        "tree-models/lgmulticlass.model, tree-models/multiclass_test.tsv,"
                + " tree-models/lgmulticlass_true_raw_predictions.txt, scores",
        "tree-models/genlin_fmtp_gamma_AvgClaimAmount.model, tree-models/genlin_fmtp_gamma_AvgClaimAmount_features.tsv,"
                + " tree-models/genlin_fmtp_gamma_AvgClaimAmount_true_predictions.txt, answers",
        "tree-models/genlin_fmtp_poisson_Frequency.model, tree-models/genlin_fmtp_poisson_Frequency_features.tsv,"
                + " tree-models/genlin_fmtp_poisson_Frequency_true_predictions.txt, answers",
        "tree-models/genlin_fmtp_tweedie_PurePremium.model, tree-models/genlin_fmtp_tweedie_PurePremium_features.tsv,"
                + " tree-models/genlin_fmtp_tweedie_PurePremium_true_predictions.txt, answers",
        "tree-models-categorical/toy_categorical/toy_categorical_model.txt,"
                + " tree-models-categorical/toy_categorical/toy_categorical.test,"
                + " tree-models-categorical/toy_categorical/toy_categorical.test.pred, answers",
        "tree-models-categorical/sparse_categorical/sparse_categorical_model.txt,"
                + " tree-models-categorical/sparse_categorical/sparse_categorical.test,"
                + " tree-models-categorical/sparse_categorical/sparse_categorical.test.margin, scores"
    })
    void lightGbmModelsOfOthersAnswerAsTheyDidThere(String file, String rows, String answers, String kind) {
        Model model = TreeModels.read(Fixtures.path(file));
        // LightGBM takes what a sparse row leaves out for zero; Treelite, which made this one file, for
        // missing.
        Table table = Fixtures.rows(rows, model, file.contains("sparse_categorical") ? Double.NaN : 0);
        double[] expected = expected(model, Fixtures.numbers(answers), kind);

        // Relative to 1: the engine adds in float64, and files hold 17 digits.
        assertClose(model.predict(table).toArray(), expected, 1e-6);
        assertClose(GraphAnswers.of(model, table), expected, 1e-6);
    }

    private static double[] expected(Model model, double[] numbers, String kind) {
        if (kind.equals("logistic")) {
            return Arrays.stream(numbers).map(p -> Math.log(p / (1 - p))).toArray();
        }
        boolean two = model.task() instanceof Task.Classification classes && classes.isBinary();
        boolean more = model.task() instanceof Task.Classification && !two;
        double[] answers = kind.equals("answers")
                ? numbers
                : Links.apply(
                        more ? new Link.Softmax() : two ? new Link.Logistic(1) : new Link.Identity(),
                        numbers,
                        Answers.outputs(model.task()));
        return two
                ? Arrays.stream(answers)
                        .flatMap(p -> Arrays.stream(new double[] {1 - p, p}))
                        .toArray()
                : answers;
    }

    static void assertClose(double[] actual, double[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i])
                    .as("answer %d", i)
                    .isCloseTo(expected[i], within(tolerance * Math.max(1, Math.abs(expected[i]))));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tree-models/xgagaricus.model, UNSUPPORTED, save_model(\"model.ubj\")",
        "tree-models/xg_dart_agaricus.model, UNSUPPORTED, save_model(\"model.ubj\")",
        "tree-models/xgblin_agaricus.model, UNSUPPORTED, save_model(\"model.ubj\")",
        "tree-models/xgdermatology.model, UNSUPPORTED, save_model(\"model.ubj\")",
        "tree-models-categorical/mushroom/mushroom.model, UNSUPPORTED, save_model(\"model.ubj\")",
        "tree-models/sk_iris.model, UNSUPPORTED, skl2onnx",
        "tree-models/sk_gradient_boosting_classifier.model, UNSUPPORTED, skl2onnx",
        "tree-models/tree_3leaves.txt, INVALID_MODEL, known format"
    })
    void formatsThatCannotBeReadSayHowToConvertThem(String file, ErrorCode code, String cure) {
        Path path = Fixtures.path(file);

        assertThatThrownBy(() -> TreeModels.read(path)).isInstanceOfSatisfying(LeptonException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage())
                    .contains(cure)
                    .contains(path.getFileName().toString());
        });
    }

    @Test
    void fileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> TreeModels.read(Path.of("no such model")))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("no such model");
    }

    /// One tree: city in {b, d} -> 1, else age at most 30 -> 2, else 3; a missing age counts as 0.
    private static final String PANDAS = String.join(
            "\n",
            "tree",
            "version=v4",
            "num_class=1",
            "num_tree_per_iteration=1",
            "label_index=0",
            "max_feature_idx=1",
            "objective=regression",
            "feature_names=age city",
            "feature_infos=[0:99] 0:1:2:3",
            "",
            "Tree=0",
            "num_leaves=3",
            "num_cat=1",
            "split_feature=1 0",
            "split_gain=1 1",
            "threshold=0 30",
            "decision_type=1 0",
            "left_child=-1 -2",
            "right_child=1 -3",
            "leaf_value=1 2 3",
            "cat_boundaries=0 1",
            "cat_threshold=10",
            "is_linear=0",
            "shrinkage=1",
            "",
            "",
            "end of trees",
            "",
            "pandas_categorical:[[\"a\", \"b\", \"c\", \"d\"]]",
            "");

    @Test
    void pandasCategoriesAreReadByTheirNames() {
        Model model = TreeModels.read(PANDAS.getBytes(StandardCharsets.UTF_8));
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("age", NumberColumn.of(50, 30, Math.nextUp(30.0), Double.NaN, 10));
        columns.put("city", CategoryColumn.of("d", "a", "nowhere", "", "b"));
        Table rows = Table.of(columns);

        assertThat(model.inputs().field("city").kind()).isEqualTo(ColumnKind.CATEGORY);
        assertThat(model.predict(rows).toArray()).containsExactly(1, 2, 3, 2, 1);
        assertThat(GraphAnswers.of(model, rows)).containsExactly(1, 2, 3, 2, 1);
    }

    @Test
    void damagedModelsAreRefusedAndNoneCrashesTheReader() {
        byte[] whole = PANDAS.substring(0, PANDAS.indexOf("cat_boundaries")).getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length - 1; length += 3) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> TreeModels.read(cut))
                    .as("first %d bytes", length)
                    .isInstanceOf(LeptonException.class);
        }
    }
}
