package dev.lepton.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import dev.lepton.base.Problems;
import dev.lepton.table.Column;
import dev.lepton.table.Field;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// An inference request of the Open Inference Protocol with JSON tensors.
///
/// @param id what the client calls this request, echoed in the answer
/// @param rows the inputs as a table
/// @param outputs names of the outputs asked for; empty for all
/// @param coverage the parameter of that name
record InferRequest(Optional<String> id, Table rows, List<String> outputs, Optional<Double> coverage) {

    InferRequest {
        outputs = List.copyOf(outputs);
    }

    /// @throws LeptonException INVALID_DATA that names every input that does not fit
    static InferRequest read(byte[] body, Schema schema) {
        JsonNode request = Json.parse(body);
        JsonNode inputs = request.path("inputs");
        if (!inputs.isArray() || inputs.isEmpty()) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "The request has no list \"inputs\"; expected was {\"inputs\": [{\"name\", \"shape\", \"datatype\","
                            + " \"data\"}, ...]}.");
        }
        Problems problems = new Problems("The request");
        LinkedHashMap<String, JsonTensor> tensors = tensors(inputs, schema, problems);
        problems.throwIfAny(ErrorCode.INVALID_DATA);
        return new InferRequest(id(request), table(tensors, schema), outputs(request), coverage(request));
    }

    private static Optional<String> id(JsonNode request) {
        JsonNode id = request.path("id");
        return id.isMissingNode() || id.isNull() ? Optional.empty() : Optional.of(id.asText());
    }

    private static Optional<Double> coverage(JsonNode request) {
        JsonNode coverage = request.path("parameters").path("coverage");
        return coverage.isMissingNode() || coverage.isNull()
                ? Optional.empty()
                : Optional.of(ReadAnswers.coverage(coverage.asText()));
    }

    private static List<String> outputs(JsonNode request) {
        List<String> names = new ArrayList<>();
        for (JsonNode output : request.path("outputs")) {
            if (!output.path("name").isTextual()) {
                throw new LeptonException(ErrorCode.INVALID_DATA, "An entry of \"outputs\" has no \"name\".");
            }
            names.add(output.path("name").textValue());
        }
        return names;
    }

    private static LinkedHashMap<String, JsonTensor> tensors(JsonNode inputs, Schema schema, Problems problems) {
        LinkedHashMap<String, JsonTensor> tensors = new LinkedHashMap<>();
        for (JsonNode input : inputs) {
            try {
                JsonTensor tensor = JsonTensor.read(input);
                problems.require(
                                schema.contains(tensor.name()),
                                "there is no input \"" + tensor.name() + "\"."
                                        + Names.hint(tensor.name(), schema.names()))
                        .require(
                                tensors.put(tensor.name(), tensor) == null,
                                "the input \"" + tensor.name() + "\" comes twice.");
            } catch (LeptonException e) {
                problems.add(e.getMessage());
            }
        }
        List<String> absent = schema.names().stream()
                .filter(name -> !tensors.containsKey(name))
                .toList();
        if (problems.isEmpty() && !absent.isEmpty()) {
            problems.add("the inputs " + absent + " are absent; send null for a missing cell.");
        }
        return tensors;
    }

    private static Table table(LinkedHashMap<String, JsonTensor> tensors, Schema schema) {
        int rows = tensors.firstEntry().getValue().rows();
        Problems problems = new Problems("The request");
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        for (Field field : schema.fields()) {
            JsonTensor tensor = Objects.requireNonNull(tensors.get(field.name()));
            if (tensor.rows() != rows) {
                problems.add("input \"" + field.name() + "\" has " + tensor.rows() + " rows; the first input has "
                        + rows + ".");
            } else {
                columns.put(field.name(), tensor.column(field, problems));
            }
        }
        problems.throwIfAny(ErrorCode.INVALID_DATA);
        return Table.of(columns);
    }
}
