package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How class probabilities become one class. Probabilities stay as they are.
///
/// Immutable; works natively by [#label] and inside a graph by [#lower], with the same answers.
public sealed interface Decision {

    /// The name in JSON: `most_probable`, `threshold`, `factors` or `costs`.
    String id();

    /// Whether this decides between so many classes.
    boolean fits(int classes);

    /// The class that is answered for a row.
    int label(Probabilities answers, int row);

    /// Adds nodes for this decision.
    ///
    /// @param probabilities float64 `[N, classes]`
    /// @return the class as an index, int64 `[N]`
    Value lower(GraphOps ops, Value probabilities);

    /// What makes this decision again, by [#parse].
    Settings state();

    /// The class of each row.
    default Labels labels(Probabilities answers) {
        int[] labels = new int[answers.size()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = label(answers, row);
        }
        return Labels.of(labels);
    }

    /// Probabilities that are sure of given classes: how a metric that looks at labels only is shown them.
    static Probabilities sure(Labels labels, int classes) {
        double[] sure = new double[labels.size() * classes];
        for (int row = 0; row < labels.size(); row++) {
            sure[row * classes + labels.get(row)] = 1;
        }
        return Probabilities.of(sure, classes);
    }

    /// The answers as `metric` sees them: sure of the class that is answered where it looks at labels only.
    default Probabilities seenBy(Metric metric, Probabilities answers) {
        return metric instanceof LabelScore ? sure(labels(answers), answers.classes()) : answers;
    }

    /// The name of the class that is answered, string `[N]`: the graph's [Signature#LABEL].
    default Value lowerNames(GraphBuilder builder, Task.Classification task, Value probabilities) {
        GraphOps ops = builder.ops();
        Value names = ops.constant(Tensor.strings(Shape.of(task.classes().size()), task.classes()));
        return ops.gather(names, lower(ops, probabilities), 0);
    }

    /// Reads what [#state()] gave.
    ///
    /// @throws LeptonException INVALID_ARGUMENT for a rule that does not exist or numbers out of range
    static Decision parse(Settings state) {
        Map<String, Object> rest = new LinkedHashMap<>(state.values());
        String rule = String.valueOf(rest.remove("rule"));
        Settings settings = Settings.of(rest);
        return switch (rule) {
            case "most_probable" -> settings.over(new MostProbable());
            case "threshold" -> settings.over(new Threshold(0.5));
            case "factors" -> settings.over(new Factors(List.of(1.0, 1.0)));
            case "costs" -> settings.over(new Costs(List.of(List.of(0.0, 1.0), List.of(1.0, 0.0))));
            default ->
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "There is no decision \"" + rule + "\"."
                                + Names.hint(rule, List.of("most_probable", "threshold", "factors", "costs")));
        };
    }

    private static Settings state(String rule, Record decision) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("rule", rule);
        values.putAll(Settings.of(decision).values());
        return Settings.of(values);
    }

    /// The most probable class, the first of several that tie.
    record MostProbable() implements Decision {

        @Override
        public String id() {
            return "most_probable";
        }

        @Override
        public boolean fits(int classes) {
            return true;
        }

        @Override
        public int label(Probabilities answers, int row) {
            return answers.label(row);
        }

        @Override
        public Value lower(GraphOps ops, Value probabilities) {
            return ops.argMax(probabilities, 1, false);
        }

        @Override
        public Settings state() {
            return Decision.state(id(), this);
        }
    }

    /// The second of two classes where its probability is at least the threshold.
    ///
    /// @param threshold above 0 and below 1
    record Threshold(double threshold) implements Decision {

        public Threshold {
            if (!(threshold > 0 && threshold < 1)) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "The threshold of a decision is " + threshold + "; it must lie between 0 and 1.");
            }
        }

        @Override
        public String id() {
            return "threshold";
        }

        @Override
        public boolean fits(int classes) {
            return classes == 2;
        }

        @Override
        public int label(Probabilities answers, int row) {
            return answers.get(row, 1) >= threshold ? 1 : 0;
        }

        @Override
        public Value lower(GraphOps ops, Value probabilities) {
            Value second = ops.gather(probabilities, ops.constant(Tensor.longs(Shape.of(), 1)), 1);
            return ops.cast(ops.greaterOrEqual(second, ops.scalarLike(second, threshold)), ElementType.INT64);
        }

        @Override
        public Settings state() {
            return Decision.state(id(), this);
        }
    }

    /// The class whose probability is the largest after multiplication with a factor of its own.
    ///
    /// @param factors one a class, above 0
    record Factors(List<Double> factors) implements Decision {

        public Factors {
            factors = List.copyOf(factors);
            if (factors.size() < 2 || !factors.stream().allMatch(f -> f > 0 && f < Double.POSITIVE_INFINITY)) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "The factors of a decision are " + factors
                                + "; one for each of two or more classes, all above 0, was expected.");
            }
        }

        @Override
        public String id() {
            return "factors";
        }

        @Override
        public boolean fits(int classes) {
            return classes == factors.size();
        }

        @Override
        public int label(Probabilities answers, int row) {
            int best = 0;
            for (int c = 1; c < factors.size(); c++) {
                if (answers.get(row, c) * factors.get(c) > answers.get(row, best) * factors.get(best)) {
                    best = c;
                }
            }
            return best;
        }

        @Override
        public Value lower(GraphOps ops, Value probabilities) {
            double[] row = factors.stream().mapToDouble(Double::doubleValue).toArray();
            return ops.argMax(
                    ops.mul(probabilities, ops.constant(Tensor.doubles(Shape.of(1, row.length), row))), 1, false);
        }

        @Override
        public Settings state() {
            return Decision.state(id(), this);
        }
    }

    /// The class that is expected to cost least.
    ///
    /// @param costs `[truth][label]`: what answering `label` costs where `truth` is right; only differences
    ///     within a row matter
    record Costs(List<List<Double>> costs) implements Decision {

        public Costs {
            costs = costs.stream().map(List::copyOf).toList();
            int classes = costs.size();
            if (classes < 2
                    || !costs.stream()
                            .allMatch(row -> row.size() == classes
                                    && row.stream().allMatch(cost -> Math.abs(cost) < Double.POSITIVE_INFINITY))) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "The costs of a decision are " + costs
                                + "; a row for each true class with a finite cost for each label was expected.");
            }
        }

        @Override
        public String id() {
            return "costs";
        }

        @Override
        public boolean fits(int classes) {
            return classes == costs.size();
        }

        @Override
        public int label(Probabilities answers, int row) {
            int best = 0;
            for (int label = 1; label < costs.size(); label++) {
                if (cost(answers, row, label) < cost(answers, row, best)) {
                    best = label;
                }
            }
            return best;
        }

        private double cost(Probabilities answers, int row, int label) {
            double sum = 0;
            for (int truth = 0; truth < costs.size(); truth++) {
                sum += answers.get(row, truth) * costs.get(truth).get(label);
            }
            return sum;
        }

        /// What all rows cost on average.
        public double mean(Labels truth, Labels labels, Weights weights) {
            double sum = 0;
            for (int row = 0; row < truth.size(); row++) {
                sum += weights.get(row) * costs.get(truth.get(row)).get(labels.get(row));
            }
            return sum / weights.sum();
        }

        @Override
        public Value lower(GraphOps ops, Value probabilities) {
            int classes = costs.size();
            double[] gains = new double[classes * classes];
            for (int i = 0; i < gains.length; i++) {
                gains[i] = -costs.get(i / classes).get(i % classes);
            }
            Value table = ops.constant(Tensor.doubles(Shape.of(classes, classes), gains));
            return ops.argMax(ops.matMul(probabilities, table), 1, false);
        }

        @Override
        public Settings state() {
            return Decision.state(id(), this);
        }
    }
}
