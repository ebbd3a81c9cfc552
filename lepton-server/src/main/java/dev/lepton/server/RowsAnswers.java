package dev.lepton.server;

import dev.lepton.model.Interval;
import dev.lepton.model.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers as plain JSON: `{"predictions": [{"prediction": ..., "probabilities": {...}}]}`; where a coverage
/// was asked for, a prediction also has `prediction_set`, or `lower` and `upper`.
final class RowsAnswers {

    private RowsAnswers() {}

    static Map<String, Object> answer(ServedModel model, ReadAnswers answers) {
        List<Map<String, @Nullable Object>> predictions = new ArrayList<>(answers.size());
        for (int row = 0; row < answers.size(); row++) {
            predictions.add(row(answers, row));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", model.name());
        body.put("version", model.version());
        body.put("predictions", predictions);
        return body;
    }

    private static Map<String, @Nullable Object> row(ReadAnswers read, int row) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        switch (read.task()) {
            case Task.Classification classes -> {
                Map<String, @Nullable Object> probabilities = new LinkedHashMap<>();
                for (int code = 0; code < read.answers().width(); code++) {
                    probabilities.put(
                            classes.classes().get(code),
                            InferAnswers.finite(read.answers().get(row, code)));
                }
                answer.put("prediction", read.label(classes, row));
                answer.put("probabilities", probabilities);
                read.sets()
                        .ifPresent(sets -> answer.put(
                                InferAnswers.PREDICTION_SET,
                                read.set(sets, row).stream()
                                        .map(classes.classes()::get)
                                        .toList()));
            }
            case Task.Regression number -> {
                answer.put("prediction", InferAnswers.finite(read.answers().get(row, 0)));
                read.intervals().ifPresent(intervals -> {
                    Interval interval = read.interval(intervals, row);
                    answer.put(InferAnswers.LOWER, InferAnswers.finite(interval.low()));
                    answer.put(InferAnswers.UPPER, InferAnswers.finite(interval.high()));
                });
            }
        }
        return answer;
    }
}
