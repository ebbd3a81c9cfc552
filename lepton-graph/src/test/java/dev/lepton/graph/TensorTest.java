package dev.lepton.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.LeptonException;
import dev.lepton.graph.internal.onnx.TensorProto;
import org.junit.jupiter.api.Test;

class TensorTest {

    @Test
    void elementsComeBackAsTheyWereGiven() {
        assertThat(Tensor.doubles(Shape.of(2), 0.1, Double.NaN).toDoubles()).containsExactly(0.1, Double.NaN);
        assertThat(Tensor.floats(Shape.of(1, 2), 0.1f, -2).toFloats()).containsExactly(0.1f, -2);
        assertThat(Tensor.longs(Shape.of(2), Long.MIN_VALUE, 3).toLongs()).containsExactly(Long.MIN_VALUE, 3);
        assertThat(Tensor.ints(Shape.of(2), -5, 3).toLongs()).containsExactly(-5, 3);
        assertThat(Tensor.bools(Shape.of(2), true, false).toLongs()).containsExactly(1, 0);
        assertThat(Tensor.strings(Shape.of(2), "a", "ä").toStrings()).containsExactly("a", "ä");
        assertThat(Tensor.scalar(7).shape()).isEqualTo(Shape.scalar());
        assertThat(Tensor.longs(Shape.of(0)).toLongs()).isEmpty();
    }

    @Test
    void narrowTypesAreWidened() {
        byte[] bytes = {(byte) 0x80, 0x3f, 1, (byte) 0xff};
        assertThat(Tensor.bytes(ElementType.INT8, Shape.of(4), bytes).toLongs()).containsExactly(-128, 63, 1, -1);
        assertThat(Tensor.bytes(ElementType.UINT8, Shape.of(4), bytes).toLongs())
                .containsExactly(128, 63, 1, 255);
        assertThat(Tensor.bytes(ElementType.INT16, Shape.of(2), bytes).toLongs())
                .containsExactly(0x3f80, -255);
        assertThat(Tensor.bytes(ElementType.UINT16, Shape.of(2), bytes).toLongs())
                .containsExactly(0x3f80, 0xff01);
        assertThat(Tensor.bytes(ElementType.BFLOAT16, Shape.of(2), bytes).toDoubles()[0])
                .isEqualTo(1);
        assertThat(Tensor.bytes(ElementType.FLOAT16, Shape.of(1), new byte[] {0, 0x3c})
                        .toDoubles())
                .containsExactly(1);
        assertThat(Tensor.bytes(ElementType.UINT32, Shape.of(1), new byte[] {-1, -1, -1, -1})
                        .toLongs())
                .containsExactly(0xffffffffL);
    }

    @Test
    void elementsOfHalfAndQuarterBytesAreUnpacked() {
        byte[] bytes = {(byte) 0x8f, 0x07};
        assertThat(Tensor.bytes(ElementType.INT4, Shape.of(3), bytes).toLongs()).containsExactly(-1, -8, 7);
        assertThat(Tensor.bytes(ElementType.UINT4, Shape.of(3), bytes).toLongs())
                .containsExactly(15, 8, 7);
        assertThat(Tensor.bytes(ElementType.INT2, Shape.of(4), new byte[] {(byte) 0x1b})
                        .toLongs())
                .containsExactly(-1, -2, 1, 0);
    }

    @Test
    void typedFieldsAreReadLikeRawBytes() {
        TensorProto halves = TensorProto.newBuilder()
                .setDataType(ElementType.FLOAT16.number())
                .addDims(2)
                .addInt32Data(0x3c00)
                .addInt32Data(0xc000)
                .build();
        assertThat(new Tensor(halves).toDoubles()).containsExactly(1, -2);
        TensorProto unsigned = TensorProto.newBuilder()
                .setDataType(ElementType.UINT32.number())
                .addDims(1)
                .addUint64Data(0xffffffffL)
                .build();
        assertThat(new Tensor(unsigned).toLongs()).containsExactly(0xffffffffL);
    }

    @Test
    void shapeAndElementsMustFit() {
        assertThatThrownBy(() -> Tensor.doubles(Shape.of(3), 1, 2))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("has 3 elements, but 2 came");
        assertThatThrownBy(() -> Tensor.longs(Shape.batch(), 1)).hasMessageContaining("every size known");
        assertThatThrownBy(() -> Tensor.bytes(ElementType.FLOAT, Shape.of(1), new byte[3]))
                .hasMessageContaining("needs 4 bytes, but 3 came");
    }

    @Test
    void elementsOfAnotherKindAreRefused() {
        assertThatThrownBy(() -> Tensor.scalar("a").toDoubles()).hasMessageContaining("holds STRING");
        assertThatThrownBy(() -> Tensor.scalar(1.5).toLongs()).hasMessageContaining("holds DOUBLE");
        assertThatThrownBy(() -> Tensor.scalar(1.5).toStrings()).hasMessageContaining("not strings");
    }

    @Test
    void changingAnArrayAfterwardsChangesNoTensor() {
        byte[] bytes = {1, 2};
        Tensor tensor = Tensor.bytes(ElementType.UINT8, Shape.of(2), bytes);
        bytes[0] = 9;
        tensor.toBytes()[1] = 9;
        assertThat(tensor.toLongs()).containsExactly(1, 2);
    }
}
