package dev.lepton.graph;

/// The type of a tensor's elements, with ONNX's own names and numbers (`TensorProto.DataType`).
public enum ElementType {
    /// No tensor, or a tensor of a type that the graph does not declare.
    UNDEFINED(0, 0),
    FLOAT(1, 32),
    UINT8(2, 8),
    INT8(3, 8),
    UINT16(4, 16),
    INT16(5, 16),
    INT32(6, 32),
    INT64(7, 64),
    STRING(8, 0),
    BOOL(9, 8),
    FLOAT16(10, 16),
    DOUBLE(11, 64),
    UINT32(12, 32),
    UINT64(13, 64),
    COMPLEX64(14, 64),
    COMPLEX128(15, 128),
    BFLOAT16(16, 16),
    FLOAT8E4M3FN(17, 8),
    FLOAT8E4M3FNUZ(18, 8),
    FLOAT8E5M2(19, 8),
    FLOAT8E5M2FNUZ(20, 8),
    UINT4(21, 4),
    INT4(22, 4),
    FLOAT4E2M1(23, 4),
    FLOAT8E8M0(24, 8),
    UINT2(25, 2),
    INT2(26, 2);

    private static final ElementType[] BY_NUMBER = values();

    private final int number;
    private final int bits;

    ElementType(int number, int bits) {
        this.number = number;
        this.bits = bits;
    }

    /// The number that stands for this type in an ONNX file.
    public int number() {
        return number;
    }

    /// Bits of one element; 0 where elements have no fixed size.
    public int bits() {
        return bits;
    }

    /// Real numbers of any precision.
    public boolean isFloating() {
        return switch (this) {
            case FLOAT,
                    DOUBLE,
                    FLOAT16,
                    BFLOAT16,
                    FLOAT8E4M3FN,
                    FLOAT8E4M3FNUZ,
                    FLOAT8E5M2,
                    FLOAT8E5M2FNUZ,
                    FLOAT4E2M1,
                    FLOAT8E8M0 -> true;
            case UNDEFINED,
                    UINT8,
                    INT8,
                    UINT16,
                    INT16,
                    INT32,
                    INT64,
                    STRING,
                    BOOL,
                    UINT32,
                    UINT64,
                    COMPLEX64,
                    COMPLEX128,
                    UINT4,
                    INT4,
                    UINT2,
                    INT2 -> false;
        };
    }

    /// Whole numbers, signed or not, of any width.
    public boolean isInteger() {
        return switch (this) {
            case UINT8, INT8, UINT16, INT16, INT32, INT64, UINT32, UINT64, UINT4, INT4, UINT2, INT2 -> true;
            case UNDEFINED,
                    FLOAT,
                    STRING,
                    BOOL,
                    FLOAT16,
                    DOUBLE,
                    COMPLEX64,
                    COMPLEX128,
                    BFLOAT16,
                    FLOAT8E4M3FN,
                    FLOAT8E4M3FNUZ,
                    FLOAT8E5M2,
                    FLOAT8E5M2FNUZ,
                    FLOAT4E2M1,
                    FLOAT8E8M0 -> false;
        };
    }

    public boolean isNumeric() {
        return isFloating() || isInteger();
    }

    /// The type of that number, or [#UNDEFINED] where the number is unknown.
    static ElementType of(int number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : UNDEFINED;
    }
}
