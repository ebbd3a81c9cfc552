package dev.lepton.server;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import dev.lepton.model.Interval;
import dev.lepton.model.PredictionIntervals;
import dev.lepton.model.PredictionSets;
import dev.lepton.model.Predictions;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import dev.lepton.table.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the Open Inference Protocol says of a model and of its answers, as JSON values.
final class InferAnswers {

    /// Outputs of an answer whose request asks for a coverage.
    static final String LOWER = "lower";

    static final String UPPER = "upper";
    static final String PREDICTION_SET = "prediction_set";

    private InferAnswers() {}

    /// The metadata of a model.
    static Map<String, Object> metadata(ServedModel model) {
        List<Map<String, Object>> inputs = new ArrayList<>();
        for (Field field : model.inputs().fields()) {
            inputs.add(described(field.name(), Datatype.of(field.kind()), List.of(-1, 1)));
        }
        List<Map<String, Object>> outputs = new ArrayList<>();
        switch (model.task()) {
            case Task.Classification task -> {
                outputs.add(described(Signature.LABEL, Datatype.BYTES, List.of(-1)));
                outputs.add(described(
                        Signature.PROBABILITIES,
                        Datatype.FP64,
                        List.of(-1, task.classes().size())));
            }
            case Task.Regression task -> outputs.add(described(Signature.PREDICTION, Datatype.FP64, List.of(-1, 1)));
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", model.name());
        metadata.put("versions", List.of(model.version()));
        metadata.put("platform", "onnx_onnxv1");
        metadata.put("inputs", inputs);
        metadata.put("outputs", outputs);
        return metadata;
    }

    private static Map<String, Object> described(String name, Datatype type, List<Integer> shape) {
        Map<String, Object> tensor = new LinkedHashMap<>();
        tensor.put("name", name);
        tensor.put("datatype", type.name());
        tensor.put("shape", shape);
        return tensor;
    }

    /// The answer to an inference request.
    ///
    /// @throws LeptonException INVALID_ARGUMENT where it asks for an output that the model has not
    static Map<String, Object> answer(ServedModel model, InferRequest request, ReadAnswers answers) {
        Map<String, Map<String, Object>> known = outputs(answers);
        List<String> wanted = request.outputs().isEmpty() ? List.copyOf(known.keySet()) : request.outputs();
        List<Map<String, Object>> chosen = new ArrayList<>();
        for (String name : wanted) {
            Map<String, Object> output = known.get(name);
            if (output == null) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "The model has no output \"" + name + "\"." + Names.hint(name, known.keySet()));
            }
            chosen.add(output);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model_name", model.name());
        body.put("model_version", model.version());
        request.id().ifPresent(id -> body.put("id", id));
        body.put("outputs", chosen);
        return body;
    }

    private static Map<String, Map<String, Object>> outputs(ReadAnswers read) {
        Map<String, Map<String, Object>> outputs = new LinkedHashMap<>();
        Predictions answers = read.answers();
        int rows = answers.size();
        List<@Nullable Object> numbers = new ArrayList<>(rows * answers.width());
        for (double number : answers.toArray()) {
            numbers.add(finite(number));
        }
        switch (read.task()) {
            case Task.Classification classes -> {
                List<Object> labels = new ArrayList<>(rows);
                for (int row = 0; row < rows; row++) {
                    labels.add(read.label(classes, row));
                }
                put(outputs, Signature.LABEL, Datatype.BYTES, List.of(rows), labels);
                put(outputs, Signature.PROBABILITIES, Datatype.FP64, List.of(rows, answers.width()), numbers);
                read.sets()
                        .ifPresent(sets -> put(
                                outputs,
                                PREDICTION_SET,
                                Datatype.BOOL,
                                List.of(rows, answers.width()),
                                members(read, sets)));
            }
            case Task.Regression number -> {
                put(outputs, Signature.PREDICTION, Datatype.FP64, List.of(rows, 1), numbers);
                read.intervals().ifPresent(intervals -> ends(outputs, read, intervals));
            }
        }
        return outputs;
    }

    /// Whether each class is in each row's set, row after row.
    private static List<Object> members(ReadAnswers read, PredictionSets sets) {
        List<Object> members = new ArrayList<>();
        for (int row = 0; row < read.size(); row++) {
            List<Integer> set = read.set(sets, row);
            for (int c = 0; c < read.answers().width(); c++) {
                members.add(set.contains(c));
            }
        }
        return members;
    }

    private static void ends(
            Map<String, Map<String, Object>> outputs, ReadAnswers read, PredictionIntervals intervals) {
        List<@Nullable Object> lower = new ArrayList<>();
        List<@Nullable Object> upper = new ArrayList<>();
        for (int row = 0; row < read.size(); row++) {
            Interval interval = read.interval(intervals, row);
            lower.add(finite(interval.low()));
            upper.add(finite(interval.high()));
        }
        put(outputs, LOWER, Datatype.FP64, List.of(read.size(), 1), lower);
        put(outputs, UPPER, Datatype.FP64, List.of(read.size(), 1), upper);
    }

    private static void put(
            Map<String, Map<String, Object>> outputs,
            String name,
            Datatype type,
            List<Integer> shape,
            List<? extends @Nullable Object> data) {
        outputs.put(name, tensor(name, type, shape, data));
    }

    private static Map<String, Object> tensor(
            String name, Datatype type, List<Integer> shape, List<? extends @Nullable Object> data) {
        Map<String, Object> tensor = described(name, type, shape);
        tensor.put("data", data);
        return tensor;
    }

    /// JSON has no NaN: a number that is not finite is written as null.
    static @Nullable Object finite(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
