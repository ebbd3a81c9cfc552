package dev.lepton.graph;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// What operators answer for single numbers, with the same bits as ONNX Runtime; flags are 0 and 1.
final class ColumnArithmetic {

    /// Operators of one row's elements, by how many columns they take; `Sum` takes any number.
    static final Map<String, Integer> ARGUMENTS = Map.ofEntries(
            Map.entry("Cast", 1),
            Map.entry("Identity", 1),
            Map.entry("Floor", 1),
            Map.entry("IsNaN", 1),
            Map.entry("Not", 1),
            Map.entry("Neg", 1),
            Map.entry("Abs", 1),
            Map.entry("Sqrt", 1),
            Map.entry("Exp", 1),
            Map.entry("Log", 1),
            Map.entry("Sigmoid", 1),
            Map.entry("Clip", 1),
            Map.entry("Add", 2),
            Map.entry("Sub", 2),
            Map.entry("Mul", 2),
            Map.entry("Div", 2),
            Map.entry("And", 2),
            Map.entry("Or", 2),
            Map.entry("Less", 2),
            Map.entry("LessOrEqual", 2),
            Map.entry("Greater", 2),
            Map.entry("GreaterOrEqual", 2),
            Map.entry("Where", 3));

    private static final double LONGS = 0x1p63;

    private ColumnArithmetic() {}

    /// @param type of the answer
    /// @return empty where the answer is not known beforehand to the bit
    static OptionalDouble apply(String operator, double[] given, ElementType type) {
        double answer = switch (operator) {
            case "Cast" -> given[0];
            case "Identity" -> given[0];
            case "Floor" -> Math.floor(given[0]);
            case "IsNaN" -> flag(Double.isNaN(given[0]));
            case "Not" -> flag(given[0] == 0);
            case "Neg" -> -given[0];
            case "Abs" -> Math.abs(given[0]);
            case "Add" -> given[0] + given[1];
            case "Sub" -> given[0] - given[1];
            case "Mul" -> given[0] * given[1];
            case "And" -> flag(given[0] != 0 && given[1] != 0);
            case "Or" -> flag(given[0] != 0 || given[1] != 0);
            case "Less" -> flag(given[0] < given[1]);
            case "LessOrEqual" -> flag(given[0] <= given[1]);
            case "Greater" -> flag(given[0] > given[1]);
            case "GreaterOrEqual" -> flag(given[0] >= given[1]);
            case "Where" -> given[0] != 0 ? given[1] : given[2];
            default -> Double.NaN;
        };
        boolean known =
                !Set.of("Sqrt", "Exp", "Log", "Sigmoid", "Clip", "Div", "Sum").contains(operator);
        return known ? typed(answer, type) : OptionalDouble.empty();
    }

    private static double flag(boolean holds) {
        return holds ? 1 : 0;
    }

    private static OptionalDouble typed(double answer, ElementType type) {
        return switch (type) {
            case DOUBLE -> OptionalDouble.of(answer);
            case FLOAT -> OptionalDouble.of((float) answer);
            case BOOL -> OptionalDouble.of(answer != 0 ? 1 : 0);
            case INT64 ->
                Math.abs(answer) < LONGS && Math.abs(answer) <= 1L << 52
                        ? OptionalDouble.of((long) answer)
                        : OptionalDouble.empty();
            default -> OptionalDouble.empty();
        };
    }
}
