package dev.lepton.learn.rules;

import dev.lepton.model.Task;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// An additive model written down: how rules make an answer, then the rules of each feature.
final class AdditiveText {

    private final AdditiveModel model;
    private final Conditions conditions;
    private final int outputs;

    AdditiveText(AdditiveModel model) {
        this.model = model;
        this.conditions = new Conditions(model.features());
        this.outputs = model.start().length;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("Start from ").append(shown(model.start(), 0, false));
        text.append(model.rules() == 0 ? ". No rule changes it." : " and add what each of the rules says that holds.");
        text.append('\n').append(answer()).append('\n');
        for (StepFunction function : model.functions()) {
            text.append('\n')
                    .append(conditions.name(function.feature()))
                    .append(String.format(Locale.ROOT, " (moves the sum by %.2g)%n", function.importance()));
            for (int step = 0; step < function.rules(); step++) {
                text.append("  if ")
                        .append(condition(function, step))
                        .append(" then ")
                        .append(shown(function.heights(), step * outputs, true))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private String answer() {
        return switch (Responses.of(model.task())) {
            case LOG_ODDS ->
                "The probability of " + classes().classes().get(1) + " is 1 / (1 + exp(-sum)), so a sum above 0 says "
                        + classes().classes().get(1) + ".";
            case CLASS_SCORES ->
                "Each class has a sum of its own; its probability is exp(sum) divided by the sum of all classes' exp(sum).";
            case NUMBER -> "The sum is the answer.";
            case LOG_NUMBER -> "The answer is exp(sum).";
        };
    }

    private Task.Classification classes() {
        return (Task.Classification) model.task();
    }

    private String condition(StepFunction function, int step) {
        int feature = function.feature();
        if (step == function.values()) {
            return conditions.missing(feature);
        }
        if (function.categorical()) {
            return conditions.oneOf(feature, function.levels().get(step));
        }
        double[] cuts = function.cuts();
        double low = step == 0 ? Double.NEGATIVE_INFINITY : cuts[step - 1];
        double high = step == cuts.length ? Double.POSITIVE_INFINITY : cuts[step];
        return conditions.from(feature, low, high);
    }

    private String shown(double[] numbers, int first, boolean signed) {
        if (outputs == 1) {
            return signed ? Cuts.signed(numbers[first]) : Cuts.shown(numbers[first]);
        }
        return IntStream.range(0, outputs)
                .mapToObj(k -> classes().classes().get(k) + " "
                        + (signed ? Cuts.signed(numbers[first + k]) : Cuts.shown(numbers[first + k])))
                .collect(Collectors.joining(", "));
    }
}
