package dev.lepton.nn.layer;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.Shape;
import java.util.Arrays;

/// What flows between layers for one example: a tensor without its batch axis.
///
/// Images are `[channels, height, width]`, series and embedded texts `[time, features]`, tables `[features]`,
/// texts `[time]` of [Kind#IDS].
///
/// @param shape with a known number of axes; a size of -1 may differ from batch to batch
public record Signal(Kind kind, Shape shape) {

    /// What the elements are.
    public enum Kind {
        /// float32
        REALS,
        /// whole numbers from 0 that name things of a vocabulary, int64
        IDS
    }

    public Signal {
        if (!shape.isRankKnown() || Arrays.stream(shape.sizes()).anyMatch(size -> size == 0)) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "What flows through a net needs a known number of axes, none of them empty, not " + shape + ".");
        }
    }

    /// @param sizes of one example, -1 where it may differ from batch to batch
    public static Signal reals(long... sizes) {
        return new Signal(Kind.REALS, Shape.of(sizes));
    }

    public static Signal ids(long... sizes) {
        return new Signal(Kind.IDS, Shape.of(sizes));
    }

    public int rank() {
        return shape.rank();
    }

    /// The size of one axis, -1 where it is unknown; a negative index counts from the end.
    public long size(int axis) {
        return shape.size(axis);
    }

    /// The number of elements of one example, where an axis of unknown size counts once.
    public long elements() {
        return Arrays.stream(shape.sizes()).map(size -> Math.max(size, 1)).reduce(1, Math::multiplyExact);
    }

    /// This signal with another size of one axis.
    public Signal withSize(int axis, long size) {
        return new Signal(kind, shape.withAxis(axis, new Shape.Axis(size, "")));
    }

    @Override
    public String toString() {
        return kind == Kind.IDS ? "ids " + shape : shape.toString();
    }
}
