package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Value;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.Schema;
import java.util.LinkedHashMap;

/// The inputs and outputs that every model's graph has.
///
/// | column kind | graph input `[N, 1]` | missing |
/// | --- | --- | --- |
/// | number | float64 | NaN |
/// | flag | float64, 1 or 0 | NaN |
/// | timestamp | int64, microseconds since 1970-01-01T00:00Z | -2^63 |
/// | category, text | string | the empty string |
///
/// A classification answers `probabilities`, float64 `[N, classes]`; a regression answers `prediction`,
/// float64 `[N, 1]`. The graph of a bundle adds `label`, string `[N]`, for a classification.
public final class Signature {

    public static final String PROBABILITIES = "probabilities";
    public static final String PREDICTION = "prediction";
    public static final String LABEL = "label";

    private Signature() {}

    /// The element type of the graph input that carries a column of `kind`.
    public static ElementType typeOf(ColumnKind kind) {
        return switch (kind) {
            case NUMBER, FLAG -> ElementType.DOUBLE;
            case TIMESTAMP -> ElementType.INT64;
            case CATEGORY, TEXT -> ElementType.STRING;
            case ENCODED -> throw encodedColumn();
        };
    }

    /// The error where a graph over columns was to read images or audio: it has no codec, so they are decoded
    /// before they reach one.
    public static LeptonException encodedColumn() {
        return new LeptonException(
                ErrorCode.UNSUPPORTED,
                "A column of encoded files (images, audio) came where numbers, categories, texts, timestamps or flags"
                        + " were expected; leave it out, or use a model of images or audio.");
    }

    /// Declares one input per field, named as the field, in order.
    public static LinkedHashMap<String, Value> declareInputs(GraphBuilder builder, Schema schema) {
        LinkedHashMap<String, Value> inputs = LinkedHashMap.newLinkedHashMap(schema.size());
        for (Field field : schema.fields()) {
            inputs.put(field.name(), builder.input(field.name(), typeOf(field.kind()), Shape.batch(1)));
        }
        return inputs;
    }

    /// The output of a member's graph that carries the answer of `task`.
    public static String answerOf(Task task) {
        return switch (task) {
            case Task.Classification c -> PROBABILITIES;
            case Task.Regression r -> PREDICTION;
        };
    }

    /// Makes `answer` the output of a bundle's graph and, for a classification, adds the most probable class
    /// as [#LABEL].
    ///
    /// @param answer float64 `[N, classes]` or `[N, 1]`
    public static void declareOutputs(GraphBuilder builder, Task task, Value answer) {
        declareOutputs(builder, task, answer, new Decision.MostProbable());
    }

    /// Makes `answer` the output of a bundle's graph and, for a classification, adds the class that is
    /// decided on as [#LABEL].
    ///
    /// @param answer float64 `[N, classes]` or `[N, 1]`
    public static void declareOutputs(GraphBuilder builder, Task task, Value answer, Decision decision) {
        builder.output(answerOf(task), answer);
        if (task instanceof Task.Classification classification) {
            builder.output(LABEL, decision.lowerNames(builder, classification, answer));
        }
    }
}
