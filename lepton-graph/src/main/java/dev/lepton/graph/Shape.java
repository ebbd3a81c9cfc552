package dev.lepton.graph;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// The axes of a tensor: each of a known size, of an unknown size with a name, or unknown altogether; even
/// their number may be unknown.
public final class Shape {

    /// One axis.
    ///
    /// @param size zero or more, or -1 where it is unknown until the graph runs
    /// @param name what stands for an unknown size, or empty; axes of one name have one size
    public record Axis(long size, String name) {
        public Axis {
            if (size < -1) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "An axis has " + size + " elements; give 0 or more, or -1 for unknown.");
            }
        }

        boolean isKnown() {
            return size >= 0;
        }

        @Override
        public String toString() {
            return isKnown() ? Long.toString(size) : name.isEmpty() ? "?" : name;
        }
    }

    private static final Axis UNKNOWN_AXIS = new Axis(-1, "");
    private static final Shape UNKNOWN = new Shape(List.of(), false);
    private static final Shape SCALAR = new Shape(List.of(), true);

    private final List<Axis> axes;
    private final boolean rankKnown;

    private Shape(List<Axis> axes, boolean rankKnown) {
        this.axes = List.copyOf(axes);
        this.rankKnown = rankKnown;
    }

    /// A shape of the given sizes; -1 stands for unknown.
    public static Shape of(long... sizes) {
        return new Shape(
                Arrays.stream(sizes)
                        .mapToObj(size -> size == -1 ? UNKNOWN_AXIS : new Axis(size, ""))
                        .toList(),
                true);
    }

    public static Shape of(List<Axis> axes) {
        return new Shape(axes, true);
    }

    /// `[N, rest...]`: any number of rows, named `N`, of things with the given sizes.
    public static Shape batch(long... rest) {
        List<Axis> axes = new ArrayList<>();
        axes.add(new Axis(-1, "N"));
        axes.addAll(of(rest).axes);
        return new Shape(axes, true);
    }

    /// The shape without axes, of exactly one element.
    public static Shape scalar() {
        return SCALAR;
    }

    /// The shape of which nothing is known.
    public static Shape unknown() {
        return UNKNOWN;
    }

    public boolean isRankKnown() {
        return rankKnown;
    }

    /// The number of axes, or -1 where it is unknown.
    public int rank() {
        return rankKnown ? axes.size() : -1;
    }

    public List<Axis> axes() {
        return axes;
    }

    /// The axis at `index`; a negative index counts from the end.
    public Axis axis(int index) {
        int place = index < 0 ? index + axes.size() : index;
        if (place < 0 || place >= axes.size()) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "A tensor of shape " + this + " has no axis " + index + ".");
        }
        return axes.get(place);
    }

    /// The size of one axis, or -1 where it is unknown.
    public long size(int index) {
        return axis(index).size();
    }

    /// Whether every size is known.
    public boolean isStatic() {
        return rankKnown && axes.stream().allMatch(Axis::isKnown);
    }

    /// The number of elements, or -1 where it is unknown.
    public long elements() {
        return isStatic() ? axes.stream().mapToLong(Axis::size).reduce(1, Math::multiplyExact) : -1;
    }

    /// The sizes in order, -1 for each that is unknown.
    public long[] sizes() {
        return axes.stream().mapToLong(Axis::size).toArray();
    }

    /// This shape with another axis at `index`, which may be negative.
    public Shape withAxis(int index, Axis axis) {
        axis(index);
        List<Axis> changed = new ArrayList<>(axes);
        changed.set(index < 0 ? index + axes.size() : index, axis);
        return new Shape(changed, true);
    }

    /// Whether one tensor could have both shapes.
    boolean agreesWith(Shape other) {
        if (!rankKnown || !other.rankKnown) {
            return true;
        }
        if (axes.size() != other.axes.size()) {
            return false;
        }
        for (int i = 0; i < axes.size(); i++) {
            Axis mine = axes.get(i);
            Axis yours = other.axes.get(i);
            if (mine.isKnown() && yours.isKnown() && mine.size() != yours.size()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && rankKnown == shape.rankKnown && axes.equals(shape.axes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(axes, rankKnown);
    }

    /// `[N, 3, ?]`, or `[...]` where even the number of axes is unknown.
    @Override
    public String toString() {
        return rankKnown ? axes.stream().map(Axis::toString).collect(Collectors.joining(", ", "[", "]")) : "[...]";
    }
}
