package dev.lepton.server;

import dev.lepton.model.Predictions;
import dev.lepton.model.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers as plain JSON: `{"predictions": [{"prediction": ..., "probabilities": {...}}]}`.
final class RowsAnswers {

    private RowsAnswers() {}

    static Map<String, Object> answer(ServedModel model, Predictions answers) {
        List<Map<String, @Nullable Object>> predictions = new ArrayList<>(answers.size());
        for (int row = 0; row < answers.size(); row++) {
            predictions.add(row(model.task(), answers, row));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", model.name());
        body.put("version", model.version());
        body.put("predictions", predictions);
        return body;
    }

    private static Map<String, @Nullable Object> row(Task task, Predictions answers, int row) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        switch (task) {
            case Task.Classification classes -> {
                Map<String, @Nullable Object> probabilities = new LinkedHashMap<>();
                for (int code = 0; code < answers.width(); code++) {
                    probabilities.put(classes.classes().get(code), InferAnswers.finite(answers.get(row, code)));
                }
                answer.put("prediction", InferAnswers.label(classes, answers, row));
                answer.put("probabilities", probabilities);
            }
            case Task.Regression number -> answer.put("prediction", InferAnswers.finite(answers.get(row, 0)));
        }
        return answer;
    }
}
