package dev.lepton.graph;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// What operators make of shapes.
final class Shapes {

    private static final Shape.Axis UNKNOWN = new Shape.Axis(-1, "");
    private static final Shape.Axis ONE = new Shape.Axis(1, "");

    private Shapes() {}

    /// Axes are matched from the last; one of size 1 is stretched to the other's size.
    ///
    /// @param op for the message where the shapes do not match
    static Shape broadcast(String op, Shape left, Shape right) {
        if (!left.isRankKnown() || !right.isRankKnown()) {
            return Shape.unknown();
        }
        int rank = Math.max(left.rank(), right.rank());
        List<Shape.Axis> axes = new ArrayList<>();
        for (int i = rank; i > 0; i--) {
            Shape.Axis mine = i > left.rank() ? ONE : left.axis(-i);
            Shape.Axis yours = i > right.rank() ? ONE : right.axis(-i);
            if (mine.isKnown()
                    && yours.isKnown()
                    && mine.size() != yours.size()
                    && mine.size() != 1
                    && yours.size() != 1) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        op + " cannot match the shapes " + left + " and " + right + ": axis " + -i + " has " + mine
                                + " and " + yours + " elements.");
            }
            axes.add(stretched(mine, yours));
        }
        return Shape.of(axes);
    }

    private static Shape.Axis stretched(Shape.Axis left, Shape.Axis right) {
        if (left.equals(right) || right.equals(ONE)) {
            return left;
        }
        if (left.equals(ONE)) {
            return right;
        }
        return left.isKnown() ? left : right.isKnown() ? right : UNKNOWN;
    }

    static Shape matMul(Shape left, Shape right) {
        if (left.rank() < 2 || right.rank() < 2) {
            return Shape.unknown();
        }
        Shape.Axis inner = left.axis(-1);
        Shape.Axis other = right.axis(-2);
        if (inner.isKnown() && other.isKnown() && inner.size() != other.size()) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "MatMul cannot multiply " + left + " by " + right + ": " + inner + " columns meet " + other
                            + " rows.");
        }
        Shape stack = broadcast("MatMul", head(left, left.rank() - 2), head(right, right.rank() - 2));
        List<Shape.Axis> axes = new ArrayList<>(stack.axes());
        axes.add(left.axis(-2));
        axes.add(right.axis(-1));
        return Shape.of(axes);
    }

    private static Shape head(Shape shape, int rank) {
        return Shape.of(shape.axes().subList(0, rank));
    }

    static Shape concat(int axis, List<Shape> shapes) {
        if (shapes.stream().anyMatch(shape -> !shape.isRankKnown())) {
            return Shape.unknown();
        }
        Shape result = shapes.getFirst();
        long size = 0;
        for (Shape shape : shapes) {
            long more = shape.size(axis);
            size = size < 0 || more < 0 ? -1 : size + more;
            result = merged(result, shape, axis);
        }
        return result.withAxis(axis, new Shape.Axis(size, ""));
    }

    /// What is known of all axes but one, which two joined tensors must have in common.
    private static Shape merged(Shape left, Shape right, int except) {
        Shape free = left.rank() == right.rank() ? left.withAxis(except, right.axis(except)) : left;
        if (!free.agreesWith(right)) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Concat cannot join the shapes " + left + " and " + right + " along axis " + except + ".");
        }
        Shape result = left;
        for (int i = 0; i < left.rank(); i++) {
            if (!left.axis(i).isKnown() && right.axis(i).isKnown()) {
                result = result.withAxis(i, right.axis(i));
            }
        }
        return result;
    }

    static Shape gather(Shape data, Shape indices, int axis) {
        if (!data.isRankKnown() || !indices.isRankKnown()) {
            return Shape.unknown();
        }
        data.axis(axis);
        int place = axis < 0 ? axis + data.rank() : axis;
        List<Shape.Axis> axes = new ArrayList<>(data.axes().subList(0, place));
        axes.addAll(indices.axes());
        axes.addAll(data.axes().subList(place + 1, data.rank()));
        return Shape.of(axes);
    }

    static Shape reduced(Shape shape, boolean keepAxes, long... axes) {
        if (!shape.isRankKnown()) {
            return Shape.unknown();
        }
        TreeSet<Integer> gone = places(shape.rank(), axes);
        List<Shape.Axis> left = new ArrayList<>();
        for (int i = 0; i < shape.rank(); i++) {
            if (!gone.contains(i)) {
                left.add(shape.axis(i));
            } else if (keepAxes) {
                left.add(ONE);
            }
        }
        return Shape.of(left);
    }

    static Shape unsqueezed(Shape shape, long... axes) {
        if (!shape.isRankKnown()) {
            return Shape.unknown();
        }
        int rank = shape.rank() + axes.length;
        TreeSet<Integer> added = places(rank, axes);
        List<Shape.Axis> result = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < rank; i++) {
            result.add(added.contains(i) ? ONE : shape.axis(next++));
        }
        return Shape.of(result);
    }

    static Shape transposed(Shape shape, int... order) {
        if (!shape.isRankKnown()) {
            return Shape.unknown();
        }
        List<Shape.Axis> axes = new ArrayList<>();
        for (int place : order) {
            axes.add(shape.axis(place));
        }
        return Shape.of(axes);
    }

    /// @param wanted sizes as Reshape takes them: 0 keeps the axis at that place, -1 takes what is left
    static Shape reshaped(Shape shape, long... wanted) {
        List<Shape.Axis> axes = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            axes.add(wanted[i] == 0 ? keptAxis(shape, i) : new Shape.Axis(wanted[i], ""));
        }
        Shape result = Shape.of(axes);
        int rest = result.axes().indexOf(UNKNOWN);
        long others = rest < 0 ? 0 : result.withAxis(rest, ONE).elements();
        return shape.isStatic() && others > 0
                ? result.withAxis(rest, new Shape.Axis(shape.elements() / others, ""))
                : result;
    }

    private static Shape.Axis keptAxis(Shape shape, int place) {
        return shape.isRankKnown() ? shape.axis(place) : UNKNOWN;
    }

    static Shape flattened(Shape shape, int axis) {
        if (!shape.isRankKnown()) {
            return Shape.of(-1, -1);
        }
        return Shape.of(List.of(
                product(shape.axes().subList(0, axis)), product(shape.axes().subList(axis, shape.rank()))));
    }

    private static Shape.Axis product(List<Shape.Axis> axes) {
        return axes.size() == 1
                ? axes.getFirst()
                : new Shape.Axis(Shape.of(axes).elements(), "");
    }

    private static TreeSet<Integer> places(int rank, long... axes) {
        TreeSet<Integer> places = new TreeSet<>();
        for (long axis : axes) {
            if (axis < -rank || axis >= rank) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT, "A tensor with " + rank + " axes has no axis " + axis + ".");
            }
            places.add((int) (axis < 0 ? axis + rank : axis));
        }
        return places;
    }
}
