package dev.lepton.graph;

import dev.lepton.graph.internal.onnx.TensorShapeProto;
import dev.lepton.graph.internal.onnx.TypeProto;
import dev.lepton.graph.internal.onnx.ValueInfoProto;

/// Translates values from and to their messages.
final class Values {

    private Values() {}

    static Value read(ValueInfoProto proto) {
        if (!proto.getType().hasTensorType()) {
            return new Value(proto.getName(), ElementType.UNDEFINED, Shape.unknown());
        }
        TypeProto.Tensor tensor = proto.getType().getTensorType();
        return new Value(
                proto.getName(),
                ElementType.of(tensor.getElemType()),
                tensor.hasShape() ? shape(tensor.getShape()) : Shape.unknown());
    }

    private static Shape shape(TensorShapeProto proto) {
        return Shape.of(proto.getDimList().stream()
                .map(axis -> axis.hasDimValue() && axis.getDimValue() >= 0
                        ? new Shape.Axis(axis.getDimValue(), "")
                        : new Shape.Axis(-1, axis.getDimParam()))
                .toList());
    }

    static ValueInfoProto write(Value value) {
        TypeProto.Tensor.Builder tensor =
                TypeProto.Tensor.newBuilder().setElemType(value.type().number());
        if (value.shape().isRankKnown()) {
            TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
            value.shape().axes().forEach(axis -> shape.addDim(dimension(axis)));
            tensor.setShape(shape);
        }
        return ValueInfoProto.newBuilder()
                .setName(value.name())
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    private static TensorShapeProto.Dimension dimension(Shape.Axis axis) {
        TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
        if (axis.isKnown()) {
            dimension.setDimValue(axis.size());
        } else if (!axis.name().isEmpty()) {
            dimension.setDimParam(axis.name());
        }
        return dimension.build();
    }
}
