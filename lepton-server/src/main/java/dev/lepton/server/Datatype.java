package dev.lepton.server;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import dev.lepton.table.ColumnKind;
import java.math.BigInteger;
import java.util.Arrays;

/// The element types of the Open Inference Protocol.
enum Datatype {
    BOOL(Family.BOOL, 0),
    UINT8(Family.UNSIGNED, 8),
    UINT16(Family.UNSIGNED, 16),
    UINT32(Family.UNSIGNED, 32),
    UINT64(Family.UNSIGNED, 64),
    INT8(Family.SIGNED, 8),
    INT16(Family.SIGNED, 16),
    INT32(Family.SIGNED, 32),
    INT64(Family.SIGNED, 64),
    FP16(Family.FLOAT, 16),
    FP32(Family.FLOAT, 32),
    FP64(Family.FLOAT, 64),
    BF16(Family.FLOAT, 16),
    BYTES(Family.BYTES, 0);

    /// How elements are written in JSON.
    enum Family {
        BOOL,
        SIGNED,
        UNSIGNED,
        FLOAT,
        BYTES
    }

    private final Family family;
    private final int bits;

    Datatype(Family family, int bits) {
        this.family = family;
        this.bits = bits;
    }

    static Datatype parse(String name) {
        for (Datatype type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new LeptonException(
                ErrorCode.INVALID_ARGUMENT,
                "\"" + name + "\" is no datatype."
                        + Names.hint(
                                name, Arrays.stream(values()).map(Enum::name).toList()));
    }

    /// The datatype that metadata states for a column of `kind`.
    static Datatype of(ColumnKind kind) {
        return switch (kind) {
            case NUMBER -> FP64;
            case FLAG -> BOOL;
            case TIMESTAMP -> INT64;
            case CATEGORY, TEXT, ENCODED -> BYTES;
        };
    }

    Family family() {
        return family;
    }

    boolean isInteger() {
        return family == Family.SIGNED || family == Family.UNSIGNED;
    }

    /// Whether an integer type can hold `value`.
    boolean holds(BigInteger value) {
        return switch (family) {
            case SIGNED -> value.bitLength() < bits;
            case UNSIGNED -> value.signum() >= 0 && value.bitLength() <= bits;
            case BOOL, FLOAT, BYTES -> false;
        };
    }

    /// Whether a column of `kind` can be filled from elements of this type.
    boolean fits(ColumnKind kind) {
        return switch (kind) {
            case NUMBER, FLAG -> family != Family.BYTES;
            case TIMESTAMP -> isInteger() || family == Family.BYTES;
            case CATEGORY, TEXT -> isInteger() || family == Family.BYTES || family == Family.BOOL;
            case ENCODED -> family == Family.BYTES;
        };
    }
}
