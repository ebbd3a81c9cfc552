package dev.lepton.graph;

import dev.lepton.graph.internal.onnx.AttributeProto;
import java.util.List;

/// A setting of a node that is fixed when the graph is made.
public sealed interface Attribute {

    /// One whole number.
    record IntAttribute(long value) implements Attribute {}

    /// One number in single precision, the only one that attributes have.
    record FloatAttribute(float value) implements Attribute {}

    /// One text.
    record StringAttribute(String value) implements Attribute {}

    /// One constant; the way to hand over numbers in double precision.
    record TensorAttribute(Tensor value) implements Attribute {}

    /// The body of a loop or of a branch.
    record GraphAttribute(Graph value) implements Attribute {}

    /// Whole numbers.
    record IntsAttribute(List<Long> values) implements Attribute {
        public IntsAttribute {
            values = Numbers.longs(values);
        }
    }

    /// Numbers in single precision.
    record FloatsAttribute(List<Float> values) implements Attribute {
        public FloatsAttribute {
            values = Numbers.floats(values);
        }
    }

    /// Texts.
    record StringsAttribute(List<String> values) implements Attribute {
        public StringsAttribute {
            values = List.copyOf(values);
        }
    }

    /// Constants.
    record TensorsAttribute(List<Tensor> values) implements Attribute {
        public TensorsAttribute {
            values = List.copyOf(values);
        }
    }

    /// Bodies of loops or branches.
    record GraphsAttribute(List<Graph> values) implements Attribute {
        public GraphsAttribute {
            values = List.copyOf(values);
        }
    }

    /// Inside a function: the attribute of that name which the function was called with.
    record ReferenceAttribute(String name) implements Attribute {}

    /// An attribute of a kind that is carried but not read: sparse tensors and types.
    final class OtherAttribute implements Attribute {

        private final AttributeProto proto;

        OtherAttribute(AttributeProto proto) {
            this.proto = proto;
        }

        AttributeProto proto() {
            return proto;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OtherAttribute attribute && proto.equals(attribute.proto);
        }

        @Override
        public int hashCode() {
            return proto.hashCode();
        }
    }

    static Attribute of(long value) {
        return new IntAttribute(value);
    }

    static Attribute of(boolean value) {
        return new IntAttribute(value ? 1 : 0);
    }

    static Attribute of(float value) {
        return new FloatAttribute(value);
    }

    /// Rounded to single precision, the only one that attributes have; a [Tensor] keeps doubles.
    static Attribute of(double value) {
        return new FloatAttribute((float) value);
    }

    static Attribute of(String value) {
        return new StringAttribute(value);
    }

    static Attribute of(Tensor value) {
        return new TensorAttribute(value);
    }

    static Attribute of(Graph value) {
        return new GraphAttribute(value);
    }

    static Attribute ints(long... values) {
        return new IntsAttribute(Numbers.longs(values));
    }

    static Attribute floats(float... values) {
        return new FloatsAttribute(Numbers.floats(values));
    }

    static Attribute strings(List<String> values) {
        return new StringsAttribute(values);
    }

    static Attribute strings(String... values) {
        return new StringsAttribute(List.of(values));
    }
}
