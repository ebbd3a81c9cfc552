package dev.lepton.learn.rules;

import dev.lepton.graph.Tree;
import dev.lepton.learn.feature.Features;
import dev.lepton.model.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// One small tree per output as rules: a rule for each leaf, made of the conditions on the way to it, with
/// what they say about one feature put together.
///
/// Answers of the trees are final: shares of the second of two classes, of each class, or numbers.
public final class TreeRules {

    private final Task task;
    private final Features features;
    private final List<Tree> trees;
    private final Conditions conditions;

    /// @param trees one, or one a class; over `features` in float64
    public TreeRules(Task task, Features features, List<Tree> trees) {
        this.task = task;
        this.features = features;
        this.trees = List.copyOf(trees);
        this.conditions = new Conditions(features);
    }

    /// Number of leaves.
    public int rules() {
        return trees.stream().mapToInt(Tree::leaves).sum();
    }

    public String text() {
        StringBuilder text = new StringBuilder(head()).append('\n');
        text.append(
                "A condition on a name with a question mark holds for missing cells too, and for levels that no rule"
                        + " names; one with \"not\" does so always.\n");
        for (int i = 0; i < trees.size(); i++) {
            String answer = switch (task) {
                case Task.Classification c -> c.classes().get(c.isBinary() ? 1 : i) + " has ";
                case Task.Regression r -> "";
            };
            text.append('\n');
            new Walk(trees.get(i), answer, text).from(trees.get(i).root(), new TreeMap<>());
        }
        return text.toString();
    }

    private String head() {
        return switch (task) {
            case Task.Classification c ->
                c.isBinary()
                        ? "Exactly one rule holds for each row; it gives the probability of "
                                + c.classes().get(1) + "."
                        : "For each class exactly one rule holds; probabilities are what these give, divided by their sum.";
            case Task.Regression r -> "Exactly one rule holds for each row; it gives the answer.";
        };
    }

    /// What is known of one feature on the way to a leaf.
    ///
    /// @param low last value below that does not hold
    /// @param high last value that holds
    /// @param codes of a category, that hold
    /// @param missing whether a missing cell holds
    private record Known(double low, double high, List<Integer> codes, boolean missing) {

        Known upTo(double cut, boolean keepsMissing) {
            return new Known(low, Math.min(high, cut), codes, missing && keepsMissing);
        }

        Known above(double cut, boolean keepsMissing) {
            return new Known(Math.max(low, cut), high, codes, missing && keepsMissing);
        }

        Known among(List<Integer> members, boolean inside, boolean keepsMissing) {
            List<Integer> kept = codes.stream()
                    .filter(code -> members.contains(code) == inside)
                    .toList();
            return new Known(low, high, kept, missing && keepsMissing);
        }
    }

    private final class Walk {

        private final Tree tree;
        private final String answer;
        private final StringBuilder text;

        Walk(Tree tree, String answer, StringBuilder text) {
            this.tree = tree;
            this.answer = answer;
            this.text = text;
        }

        void from(int reference, TreeMap<Integer, Known> known) {
            if (reference < 0) {
                List<String> parts = new ArrayList<>();
                known.forEach((feature, what) -> parts.add(words(feature, what)));
                String all = parts.isEmpty() ? "anything" : String.join(" and ", parts);
                text.append("if ").append(all).append(" then ").append(answer);
                text.append(shown(tree.leafWeight(~reference))).append('\n');
                return;
            }
            Tree.Condition condition = tree.condition(reference);
            from(tree.childIfTrue(reference), with(known, condition, true));
            from(tree.childIfFalse(reference), with(known, condition, false));
        }
    }

    private TreeMap<Integer, Known> with(TreeMap<Integer, Known> known, Tree.Condition condition, boolean holds) {
        int feature = condition.feature();
        boolean keepsMissing = condition.missingHolds() == holds;
        Known before = known.getOrDefault(feature, anything(feature));
        Known after = switch (condition) {
            case Tree.Threshold split -> {
                double cut = cut(split);
                yield holds ? before.upTo(cut, keepsMissing) : before.above(cut, keepsMissing);
            }
            case Tree.Member split ->
                before.among(split.members().stream().map(Double::intValue).toList(), holds, keepsMissing);
        };
        TreeMap<Integer, Known> more = new TreeMap<>(known);
        more.put(feature, after);
        return more;
    }

    private Known anything(int feature) {
        int levels = features.columns().get(feature).levels();
        return new Known(
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                IntStream.range(0, levels).boxed().toList(),
                true);
    }

    /// A round number that splits float32 features as the threshold does: what is at most this goes one way.
    private static double cut(Tree.Threshold split) {
        if (split.comparison() != Tree.Comparison.LEQ) {
            throw new IllegalArgumentException("a split by " + split.comparison() + " is not written as a rule");
        }
        float last = (float) split.threshold();
        if (last > split.threshold()) {
            last = Math.nextDown(last);
        }
        return 0 - Cuts.between(-Math.nextUp(last), -last); // 0 - 0 is no negative zero
    }

    private String words(int feature, Known known) {
        if (!features.columns().get(feature).categorical()) {
            return conditions.upTo(feature, known.low, known.high, known.missing);
        }
        return known.missing ? conditions.oneOfOrMissing(feature, known.codes) : conditions.oneOf(feature, known.codes);
    }

    private static String shown(double leaf) {
        double size = Math.abs(leaf);
        return size >= 1e-4 && size < 1e7
                ? Cuts.shown(Cuts.rounded(leaf, size < 10 ? 1e-4 : 1e-3))
                : String.format(Locale.ROOT, "%.5g", leaf);
    }
}
