package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The metrics that there are, by name.
///
/// Definitions are those of scikit-learn, with weights. Each costs one sort at most. A score that is not
/// defined is NaN: an area under a curve where only one class occurs in the truth, any score where no row has
/// weight.
///
/// | for classes | |
/// | --- | --- |
/// | `auc` | area under the ROC curve, two classes, ties by half |
/// | `auc_ovr` | mean area of each class against the rest |
/// | `pr_auc` | average precision, two classes |
/// | `logloss` | mean of `-ln p(true class)`, p at least 1e-15 |
/// | `brier`, `ece` | squared error of probabilities; calibration error over 15 bins of equal weight |
/// | `accuracy`, `balanced_accuracy`, `mcc` | of the label: the most probable class |
/// | `precision`, `recall`, `f1` | of the second class where there are two, else the mean over classes |
///
/// | for numbers | |
/// | --- | --- |
/// | `rmse`, `mae`, `mape`, `rmsle`, `r2` | `mape` is a ratio, not percent; `rmsle` is NaN at -1 or less |
/// | `pinball:LEVEL` | loss of a quantile |
/// | `poisson_deviance`, `tweedie_deviance:POWER` | NaN for estimates of zero or less |
public final class Metrics {

    public static final ClassMetric AUC = new ClassScore("auc", true, ProbabilityScores::auc);
    public static final ClassMetric AUC_OVR = new ClassScore("auc_ovr", true, new OneVersusRest());
    public static final ClassMetric PR_AUC = new ClassScore("pr_auc", true, ProbabilityScores::averagePrecision);
    public static final ClassMetric LOGLOSS = new ClassScore("logloss", false, ProbabilityScores::logLoss);
    public static final ClassMetric BRIER = new ClassScore("brier", false, ProbabilityScores::brier);
    public static final ClassMetric ECE = new ClassScore("ece", false, ProbabilityScores::calibrationError);
    public static final ClassMetric ACCURACY = new LabelScore("accuracy", Confusion::accuracy, true);
    public static final ClassMetric BALANCED_ACCURACY =
            new LabelScore("balanced_accuracy", Confusion::balancedAccuracy, true);
    public static final ClassMetric PRECISION = new LabelScore("precision", Confusion::precision, false);
    public static final ClassMetric RECALL = new LabelScore("recall", Confusion::recall, false);
    public static final ClassMetric F1 = new LabelScore("f1", Confusion::f1, true);
    public static final ClassMetric MCC = new LabelScore("mcc", Confusion::matthews, true);

    public static final NumberMetric RMSE =
            new NumberScore("rmse", false, NumberScores.rootMean(NumberScores::squared));
    public static final NumberMetric MAE = new NumberScore("mae", false, NumberScores.mean(NumberScores::absolute));
    public static final NumberMetric MAPE = new NumberScore("mape", false, NumberScores.mean(NumberScores::relative));
    public static final NumberMetric RMSLE =
            new NumberScore("rmsle", false, NumberScores.rootMean(NumberScores::squaredLog));
    public static final NumberMetric R2 = new NumberScore("r2", true, NumberScores::determination);
    public static final NumberMetric POISSON_DEVIANCE =
            new NumberScore("poisson_deviance", false, NumberScores.mean(NumberScores::poisson));

    private static final List<ClassMetric> FOR_TWO_CLASSES =
            List.of(AUC, LOGLOSS, ACCURACY, BALANCED_ACCURACY, PRECISION, RECALL, F1, MCC, PR_AUC, BRIER, ECE, AUC_OVR);
    private static final List<ClassMetric> FOR_MORE_CLASSES =
            List.of(LOGLOSS, ACCURACY, BALANCED_ACCURACY, AUC_OVR, PRECISION, RECALL, F1, MCC, BRIER, ECE);
    private static final List<NumberMetric> FOR_NUMBERS = List.of(RMSE, MAE, R2, MAPE, RMSLE, POISSON_DEVIANCE);

    private Metrics() {}

    /// The loss of the estimated quantile `level`.
    public static NumberMetric pinball(double level) {
        Loss.Quantile checked = new Loss.Quantile(level);
        return new NumberScore(
                "pinball:" + checked.level(), false, NumberScores.mean(NumberScores.pinball(checked.level())));
    }

    public static NumberMetric tweedieDeviance(double power) {
        Loss.Tweedie checked = new Loss.Tweedie(power);
        return new NumberScore(
                "tweedie_deviance:" + checked.power(), false, NumberScores.mean(NumberScores.tweedie(checked.power())));
    }

    /// What a task is scored by where nobody says otherwise.
    public static Metric byDefault(Task task) {
        return switch (task) {
            case Task.Classification c -> c.isBinary() ? AUC : LOGLOSS;
            case Task.Regression r ->
                switch (r.loss()) {
                    case Loss.Squared s -> RMSE;
                    case Loss.Absolute a -> MAE;
                    case Loss.Poisson p -> POISSON_DEVIANCE;
                    case Loss.Tweedie t -> tweedieDeviance(t.power());
                    case Loss.Quantile q -> pinball(q.level());
                };
        };
    }

    /// Every metric that fits a task, the default first.
    public static List<Metric> all(Task task) {
        List<Metric> all = new ArrayList<>();
        all.add(byDefault(task));
        List<? extends Metric> others = switch (task) {
            case Task.Classification c -> c.isBinary() ? FOR_TWO_CLASSES : FOR_MORE_CLASSES;
            case Task.Regression r -> FOR_NUMBERS;
        };
        others.stream().filter(metric -> !metric.equals(all.getFirst())).forEach(all::add);
        return List.copyOf(all);
    }

    /// The named metric where it fits the task.
    ///
    /// @throws LeptonException INVALID_ARGUMENT for an unknown name, with the nearest one, and for a metric
    ///     of another task
    public static Metric of(String id, Task task) {
        Metric metric = of(id);
        boolean fits = switch (task) {
            case Task.Classification c -> all(task).contains(metric);
            case Task.Regression r -> metric instanceof NumberMetric;
        };
        if (!fits) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Metric " + metric.id() + " does not fit a " + task.id() + " task; use one of "
                            + String.join(
                                    ", ", all(task).stream().map(Metric::id).toList()) + ".");
        }
        return metric;
    }

    /// The named metric: `auc`, `pinball:0.9`.
    ///
    /// @throws LeptonException INVALID_ARGUMENT with the nearest name
    public static Metric of(String id) {
        String[] parts = id.strip().toLowerCase(Locale.ROOT).split(":", 2);
        try {
            if (parts[0].equals("pinball")) {
                return pinball(parts.length > 1 ? Double.parseDouble(parts[1]) : 0.5);
            }
            if (parts[0].equals("tweedie_deviance")) {
                return tweedieDeviance(parts.length > 1 ? Double.parseDouble(parts[1]) : 1.5);
            }
        } catch (NumberFormatException e) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "\"" + parts[1] + "\" is no number; write " + parts[0] + ":0.9 or the like.",
                    e);
        }
        List<Metric> plain = new ArrayList<>(FOR_TWO_CLASSES);
        plain.addAll(FOR_NUMBERS);
        for (Metric metric : plain) {
            if (metric.id().equals(id.strip().toLowerCase(Locale.ROOT))) {
                return metric;
            }
        }
        List<String> known = new ArrayList<>(plain.stream().map(Metric::id).toList());
        known.addAll(List.of("pinball:LEVEL", "tweedie_deviance:POWER"));
        throw new LeptonException(
                ErrorCode.INVALID_ARGUMENT, "There is no metric \"" + id + "\"." + Names.hint(id, known));
    }
}
