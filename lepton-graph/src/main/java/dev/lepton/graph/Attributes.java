package dev.lepton.graph;

import com.google.protobuf.ByteString;
import dev.lepton.graph.internal.onnx.AttributeProto;
import dev.lepton.graph.internal.onnx.AttributeProto.AttributeType;
import dev.lepton.graph.internal.onnx.GraphProto;

/// Translates attributes from and to their messages.
final class Attributes {

    private Attributes() {}

    static Attribute read(AttributeProto proto) {
        if (!proto.getRefAttrName().isEmpty()) {
            return new Attribute.ReferenceAttribute(proto.getRefAttrName());
        }
        return switch (kind(proto)) {
            case INT -> new Attribute.IntAttribute(proto.getI());
            case FLOAT -> new Attribute.FloatAttribute(proto.getF());
            case STRING -> new Attribute.StringAttribute(proto.getS().toStringUtf8());
            case TENSOR -> new Attribute.TensorAttribute(new Tensor(proto.getT()));
            case GRAPH -> new Attribute.GraphAttribute(Graph.body(proto.getG()));
            case INTS -> new Attribute.IntsAttribute(proto.getIntsList());
            case FLOATS -> new Attribute.FloatsAttribute(proto.getFloatsList());
            case STRINGS ->
                new Attribute.StringsAttribute(proto.getStringsList().stream()
                        .map(ByteString::toStringUtf8)
                        .toList());
            case TENSORS ->
                new Attribute.TensorsAttribute(
                        proto.getTensorsList().stream().map(Tensor::new).toList());
            case GRAPHS ->
                new Attribute.GraphsAttribute(
                        proto.getGraphsList().stream().map(Graph::body).toList());
            case UNDEFINED, SPARSE_TENSOR, SPARSE_TENSORS, TYPE_PROTO, TYPE_PROTOS ->
                new Attribute.OtherAttribute(proto);
        };
    }

    /// The declared kind; models of the first format version declare none, and the filled field tells.
    private static AttributeType kind(AttributeProto proto) {
        if (proto.getType() != AttributeType.UNDEFINED) {
            return proto.getType();
        }
        if (proto.hasI()) {
            return AttributeType.INT;
        }
        if (proto.hasF()) {
            return AttributeType.FLOAT;
        }
        if (proto.hasS()) {
            return AttributeType.STRING;
        }
        if (proto.hasT()) {
            return AttributeType.TENSOR;
        }
        if (proto.hasG()) {
            return AttributeType.GRAPH;
        }
        if (proto.getIntsCount() > 0) {
            return AttributeType.INTS;
        }
        if (proto.getFloatsCount() > 0) {
            return AttributeType.FLOATS;
        }
        return proto.getStringsCount() > 0 ? AttributeType.STRINGS : AttributeType.UNDEFINED;
    }

    static AttributeProto write(String name, Attribute attribute) {
        AttributeProto.Builder builder = AttributeProto.newBuilder().setName(name);
        return switch (attribute) {
            case Attribute.IntAttribute(long value) ->
                builder.setType(AttributeType.INT).setI(value).build();
            case Attribute.FloatAttribute(float value) ->
                builder.setType(AttributeType.FLOAT).setF(value).build();
            case Attribute.StringAttribute(String value) ->
                builder.setType(AttributeType.STRING)
                        .setS(ByteString.copyFromUtf8(value))
                        .build();
            case Attribute.TensorAttribute(Tensor value) ->
                builder.setType(AttributeType.TENSOR).setT(value.proto()).build();
            case Attribute.GraphAttribute(Graph value) ->
                builder.setType(AttributeType.GRAPH).setG(value.graphProto()).build();
            case Attribute.IntsAttribute ints ->
                builder.setType(AttributeType.INTS).addAllInts(ints.values()).build();
            case Attribute.FloatsAttribute floats ->
                builder.setType(AttributeType.FLOATS)
                        .addAllFloats(floats.values())
                        .build();
            case Attribute.StringsAttribute strings -> {
                strings.values().forEach(value -> builder.addStrings(ByteString.copyFromUtf8(value)));
                yield builder.setType(AttributeType.STRINGS).build();
            }
            case Attribute.TensorsAttribute tensors -> {
                tensors.values().forEach(value -> builder.addTensors(value.proto()));
                yield builder.setType(AttributeType.TENSORS).build();
            }
            case Attribute.GraphsAttribute graphs -> {
                for (Graph value : graphs.values()) {
                    GraphProto body = value.graphProto();
                    builder.addGraphs(body);
                }
                yield builder.setType(AttributeType.GRAPHS).build();
            }
            case Attribute.ReferenceAttribute(String reference) ->
                builder.setRefAttrName(reference).build();
            case Attribute.OtherAttribute other ->
                other.proto().toBuilder().setName(name).build();
        };
    }
}
