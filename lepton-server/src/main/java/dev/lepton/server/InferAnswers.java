package dev.lepton.server;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
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
    static Map<String, Object> answer(ServedModel model, InferRequest request, Predictions answers) {
        Map<String, Map<String, Object>> known = outputs(model.task(), answers);
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

    private static Map<String, Map<String, Object>> outputs(Task task, Predictions answers) {
        Map<String, Map<String, Object>> outputs = new LinkedHashMap<>();
        int rows = answers.size();
        List<@Nullable Object> numbers = new ArrayList<>(rows * answers.width());
        for (double number : answers.toArray()) {
            numbers.add(finite(number));
        }
        switch (task) {
            case Task.Classification classes -> {
                List<Object> labels = new ArrayList<>(rows);
                for (int row = 0; row < rows; row++) {
                    labels.add(label(classes, answers, row));
                }
                outputs.put(Signature.LABEL, tensor(Signature.LABEL, Datatype.BYTES, List.of(rows), labels));
                outputs.put(
                        Signature.PROBABILITIES,
                        tensor(Signature.PROBABILITIES, Datatype.FP64, List.of(rows, answers.width()), numbers));
            }
            case Task.Regression number ->
                outputs.put(
                        Signature.PREDICTION, tensor(Signature.PREDICTION, Datatype.FP64, List.of(rows, 1), numbers));
        }
        return outputs;
    }

    private static Map<String, Object> tensor(
            String name, Datatype type, List<Integer> shape, List<? extends @Nullable Object> data) {
        Map<String, Object> tensor = described(name, type, shape);
        tensor.put("data", data);
        return tensor;
    }

    /// The most probable class of a row.
    static String label(Task.Classification task, Predictions answers, int row) {
        if (answers instanceof Probabilities probabilities) {
            return task.classes().get(probabilities.label(row));
        }
        throw new LeptonException(ErrorCode.INTERNAL, "A classification was answered without probabilities.");
    }

    /// JSON has no NaN: a number that is not finite is written as null.
    static @Nullable Object finite(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
