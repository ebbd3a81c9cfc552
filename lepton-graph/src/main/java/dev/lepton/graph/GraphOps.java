package dev.lepton.graph;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// ONNX's own operators under their own names, each of which adds one node and finds the type and, as far
/// as it is known, the shape of the result.
///
/// Wrong types and shapes that cannot match are errors here, not when the graph runs. What an operator does
/// in detail is written at <https://onnx.ai/onnx/operators/>.
public final class GraphOps {

    private final GraphBuilder builder;

    GraphOps(GraphBuilder builder) {
        this.builder = builder;
    }

    public Value constant(Tensor tensor) {
        return builder.constant(tensor);
    }

    /// A constant without axes, of the type of `like`; whole where that is a type of integers.
    public Value scalarLike(Value like, double value) {
        Tensor tensor = switch (like.type()) {
            case DOUBLE -> Tensor.scalar(value);
            case FLOAT -> Tensor.scalar((float) value);
            case INT64 -> Tensor.scalar((long) value);
            case INT32 -> Tensor.ints(Shape.scalar(), (int) value);
            default -> throw wrongType("A constant like another value", "FLOAT, DOUBLE, INT64 or INT32", like);
        };
        if (like.type().isInteger() && tensor.toDoubles()[0] != value) {
            throw wrongType("The constant " + value, "real numbers beside it", like);
        }
        return constant(tensor);
    }

    public Value add(Value left, Value right) {
        return arithmetic("Add", left, right);
    }

    public Value sub(Value left, Value right) {
        return arithmetic("Sub", left, right);
    }

    public Value mul(Value left, Value right) {
        return arithmetic("Mul", left, right);
    }

    /// Integers are divided towards zero.
    public Value div(Value left, Value right) {
        return arithmetic("Div", left, right);
    }

    public Value pow(Value base, Value exponent) {
        return arithmetic("Pow", base, exponent);
    }

    /// The remainder with the divisor's sign for integers (as in Python), with the dividend's for real
    /// numbers (as in C).
    public Value mod(Value left, Value right) {
        requireSame("Mod", left, right);
        Map<String, Attribute> attributes = left.type().isFloating() ? Map.of("fmod", Attribute.of(1)) : Map.of();
        return builder.node("Mod", List.of(left, right), attributes, left.type(), broadcast("Mod", left, right));
    }

    public Value min(Value... values) {
        return variadic("Min", values);
    }

    public Value max(Value... values) {
        return variadic("Max", values);
    }

    /// The sum, element by element, of any number of values, all of them real.
    public Value sum(Value... values) {
        require("Sum", values[0], ElementType::isFloating, "real numbers");
        return variadic("Sum", values);
    }

    public Value neg(Value value) {
        return unary("Neg", value, ElementType::isNumeric, "numbers");
    }

    public Value abs(Value value) {
        return unary("Abs", value, ElementType::isNumeric, "numbers");
    }

    public Value exp(Value value) {
        return real("Exp", value);
    }

    public Value log(Value value) {
        return real("Log", value);
    }

    public Value sqrt(Value value) {
        return real("Sqrt", value);
    }

    public Value sigmoid(Value value) {
        return real("Sigmoid", value);
    }

    public Value tanh(Value value) {
        return real("Tanh", value);
    }

    public Value relu(Value value) {
        return real("Relu", value);
    }

    public Value floor(Value value) {
        return real("Floor", value);
    }

    /// Of FLOAT only: ONNX Runtime has no other.
    public Value erf(Value value) {
        return unary("Erf", value, type -> type == ElementType.FLOAT, "FLOAT");
    }

    public Value softmax(Value value, int axis) {
        require("Softmax", value, ElementType::isFloating, "real numbers");
        return builder.node("Softmax", List.of(value), Map.of("axis", Attribute.of(axis)), value.type(), value.shape());
    }

    /// Bounds must be scalars of the value's type.
    public Value clip(Value value, Value min, Value max) {
        requireSame("Clip", value, min, max);
        return builder.node("Clip", List.of(value, min, max), Map.of(), value.type(), value.shape());
    }

    public Value clip(Value value, double min, double max) {
        return clip(value, scalarLike(value, min), scalarLike(value, max));
    }

    /// `yes` where the condition holds, `no` elsewhere.
    public Value where(Value condition, Value yes, Value no) {
        require("Where", condition, type -> type == ElementType.BOOL, "flags");
        requireSame("Where", yes, no);
        Shape shape = Shapes.broadcast("Where", condition.shape(), broadcast("Where", yes, no));
        return builder.node("Where", List.of(condition, yes, no), Map.of(), yes.type(), shape);
    }

    public Value isNaN(Value value) {
        require("IsNaN", value, ElementType::isFloating, "real numbers");
        return builder.node("IsNaN", List.of(value), Map.of(), ElementType.BOOL, value.shape());
    }

    public Value isInf(Value value) {
        require("IsInf", value, ElementType::isFloating, "real numbers");
        return builder.node("IsInf", List.of(value), Map.of(), ElementType.BOOL, value.shape());
    }

    public Value not(Value value) {
        return unary("Not", value, type -> type == ElementType.BOOL, "flags");
    }

    public Value and(Value left, Value right) {
        return logical("And", left, right);
    }

    public Value or(Value left, Value right) {
        return logical("Or", left, right);
    }

    /// Works for strings as well.
    public Value equal(Value left, Value right) {
        return comparison("Equal", left, right);
    }

    public Value less(Value left, Value right) {
        return comparison("Less", left, right);
    }

    public Value lessOrEqual(Value left, Value right) {
        return comparison("LessOrEqual", left, right);
    }

    public Value greater(Value left, Value right) {
        return comparison("Greater", left, right);
    }

    public Value greaterOrEqual(Value left, Value right) {
        return comparison("GreaterOrEqual", left, right);
    }

    public Value cast(Value value, ElementType to) {
        if (value.type() == to) {
            return value;
        }
        return builder.node("Cast", List.of(value), Map.of("to", Attribute.of(to.number())), to, value.shape());
    }

    public Value identity(Value value) {
        return builder.node("Identity", List.of(value), Map.of(), value.type(), value.shape());
    }

    public Value concat(int axis, List<Value> values) {
        requireSame("Concat", values.toArray(Value[]::new));
        Shape shape = Shapes.concat(axis, values.stream().map(Value::shape).toList());
        return builder.node(
                "Concat",
                values,
                Map.of("axis", Attribute.of(axis)),
                values.getFirst().type(),
                shape);
    }

    public Value concat(int axis, Value... values) {
        return concat(axis, List.of(values));
    }

    /// The parts of `data` at the given places of one axis.
    public Value gather(Value data, Value indices, int axis) {
        requireIndices("Gather", indices);
        return builder.node(
                "Gather",
                List.of(data, indices),
                Map.of("axis", Attribute.of(axis)),
                data.type(),
                Shapes.gather(data.shape(), indices.shape(), axis));
    }

    /// One element for each index along the axis; `indices` has as many axes as `data`.
    public Value gatherElements(Value data, Value indices, int axis) {
        requireIndices("GatherElements", indices);
        return builder.node(
                "GatherElements",
                List.of(data, indices),
                Map.of("axis", Attribute.of(axis)),
                data.type(),
                indices.shape());
    }

    public Value matMul(Value left, Value right) {
        requireSame("MatMul", left, right);
        require("MatMul", left, ElementType::isNumeric, "numbers");
        return builder.node(
                "MatMul", List.of(left, right), Map.of(), left.type(), Shapes.matMul(left.shape(), right.shape()));
    }

    /// `left` times `right` plus `bias`, which is stretched to the result.
    public Value gemm(Value left, Value right, Value bias) {
        requireSame("Gemm", left, right, bias);
        require("Gemm", left, ElementType::isFloating, "real numbers");
        Shape product = Shapes.matMul(left.shape(), right.shape());
        return builder.node(
                "Gemm",
                List.of(left, right, bias),
                Map.of(),
                left.type(),
                Shapes.broadcast("Gemm", product, bias.shape()));
    }

    public Value reduceSum(Value value, boolean keepAxes, long... axes) {
        return reduce("ReduceSum", value, keepAxes, axes);
    }

    public Value reduceMean(Value value, boolean keepAxes, long... axes) {
        return reduce("ReduceMean", value, keepAxes, axes);
    }

    public Value reduceMax(Value value, boolean keepAxes, long... axes) {
        return reduce("ReduceMax", value, keepAxes, axes);
    }

    public Value reduceMin(Value value, boolean keepAxes, long... axes) {
        return reduce("ReduceMin", value, keepAxes, axes);
    }

    /// @param sizes 0 keeps the axis at that place, -1 takes what is left
    public Value reshape(Value value, long... sizes) {
        return builder.node(
                "Reshape",
                List.of(value, vector(sizes)),
                Map.of(),
                value.type(),
                Shapes.reshaped(value.shape(), sizes));
    }

    /// Two axes: the product of those before `axis`, and the product of the others.
    public Value flatten(Value value, int axis) {
        return builder.node(
                "Flatten",
                List.of(value),
                Map.of("axis", Attribute.of(axis)),
                value.type(),
                Shapes.flattened(value.shape(), axis));
    }

    public Value squeeze(Value value, long... axes) {
        return builder.node(
                "Squeeze",
                List.of(value, vector(axes)),
                Map.of(),
                value.type(),
                Shapes.reduced(value.shape(), false, axes));
    }

    public Value unsqueeze(Value value, long... axes) {
        return builder.node(
                "Unsqueeze",
                List.of(value, vector(axes)),
                Map.of(),
                value.type(),
                Shapes.unsqueezed(value.shape(), axes));
    }

    /// The place of the largest element, the first of equal ones.
    public Value argMax(Value value, int axis, boolean keepAxis) {
        require("ArgMax", value, ElementType::isNumeric, "numbers");
        return builder.node(
                "ArgMax",
                List.of(value),
                Map.of("axis", Attribute.of(axis), "keepdims", Attribute.of(keepAxis)),
                ElementType.INT64,
                Shapes.reduced(value.shape(), keepAxis, axis));
    }

    /// @param order the axes of `value` in the order that they shall have
    public Value transpose(Value value, int... order) {
        long[] places = Arrays.stream(order).asLongStream().toArray();
        return builder.node(
                "Transpose",
                List.of(value),
                Map.of("perm", Attribute.ints(places)),
                value.type(),
                Shapes.transposed(value.shape(), order));
    }

    private Value vector(long... values) {
        return constant(Tensor.longs(Shape.of(values.length), values));
    }

    private Value arithmetic(String op, Value left, Value right) {
        requireSame(op, left, right);
        require(op, left, ElementType::isNumeric, "numbers");
        return builder.node(op, List.of(left, right), Map.of(), left.type(), broadcast(op, left, right));
    }

    private Value logical(String op, Value left, Value right) {
        requireSame(op, left, right);
        require(op, left, type -> type == ElementType.BOOL, "flags");
        return builder.node(op, List.of(left, right), Map.of(), ElementType.BOOL, broadcast(op, left, right));
    }

    private Value comparison(String op, Value left, Value right) {
        requireSame(op, left, right);
        if (!op.equals("Equal")) {
            require(op, left, ElementType::isNumeric, "numbers");
        }
        return builder.node(op, List.of(left, right), Map.of(), ElementType.BOOL, broadcast(op, left, right));
    }

    private Value variadic(String op, Value... values) {
        requireSame(op, values);
        require(op, values[0], ElementType::isNumeric, "numbers");
        Shape shape = values[0].shape();
        for (Value value : values) {
            shape = Shapes.broadcast(op, shape, value.shape());
        }
        return builder.node(op, List.of(values), Map.of(), values[0].type(), shape);
    }

    private Value real(String op, Value value) {
        return unary(op, value, ElementType::isFloating, "real numbers");
    }

    private Value unary(String op, Value value, Predicate<ElementType> accepted, String wanted) {
        require(op, value, accepted, wanted);
        return builder.node(op, List.of(value), Map.of(), value.type(), value.shape());
    }

    private Value reduce(String op, Value value, boolean keepAxes, long... axes) {
        require(op, value, ElementType::isNumeric, "numbers");
        return builder.node(
                op,
                List.of(value, vector(axes)),
                Map.of("keepdims", Attribute.of(keepAxes)),
                value.type(),
                Shapes.reduced(value.shape(), keepAxes, axes));
    }

    private static Shape broadcast(String op, Value left, Value right) {
        return Shapes.broadcast(op, left.shape(), right.shape());
    }

    private static void requireIndices(String op, Value indices) {
        require(op, indices, type -> type == ElementType.INT64 || type == ElementType.INT32, "INT32 or INT64 indices");
    }

    static void require(String op, Value value, Predicate<ElementType> accepted, String wanted) {
        if (value.type() != ElementType.UNDEFINED && !accepted.test(value.type())) {
            throw wrongType(op, wanted, value);
        }
    }

    private static void requireSame(String op, Value... values) {
        if (values.length == 0) {
            throw new LeptonException(ErrorCode.INVALID_ARGUMENT, op + " needs at least one value.");
        }
        long types = Arrays.stream(values)
                .map(Value::type)
                .filter(type -> type != ElementType.UNDEFINED)
                .distinct()
                .count();
        if (types > 1) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    op + " needs values of one type, but is given "
                            + Arrays.stream(values).map(Value::toString).collect(Collectors.joining(" and "))
                            + "; cast one of them.");
        }
    }

    private static LeptonException wrongType(String op, String wanted, Value value) {
        return new LeptonException(
                ErrorCode.INVALID_ARGUMENT, op + " needs " + wanted + ", but is given " + value + ".");
    }
}
