package dev.lepton.graph;

import dev.lepton.graph.Column.Coded;
import dev.lepton.graph.Column.Constant;
import dev.lepton.graph.Column.Made;
import dev.lepton.graph.Column.Operator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Makes columns, each once: what follows from constants and levels alone is computed at once.
final class ColumnPool {

    private final Map<Column, Column> known = new HashMap<>();

    Column unique(Column column) {
        Column before = known.putIfAbsent(column, column);
        return before == null ? column : before;
    }

    /// @param arguments of this pool
    /// @param limits the numbers that the operator's fixed constants hold
    Column made(Operator operator, List<Column> arguments, double[] limits, ElementType type) {
        Coded levels = null;
        for (Column argument : arguments) {
            if (argument instanceof Coded coded
                    && (levels == null || coded.input().equals(levels.input()))) {
                levels = coded;
            } else if (!(argument instanceof Constant)) {
                return unique(new Made(operator, arguments, type));
            }
        }
        double[] numbers = new double[levels == null ? 1 : levels.numbers().size()];
        for (int level = 0; level < numbers.length; level++) {
            double[] given = new double[arguments.size() + limits.length];
            for (int i = 0; i < given.length; i++) {
                given[i] = i >= arguments.size() ? limits[i - arguments.size()] : number(arguments.get(i), level);
            }
            OptionalDouble found = ColumnArithmetic.apply(operator.name(), given, type);
            if (found.isEmpty()) {
                return unique(new Made(operator, arguments, type));
            }
            numbers[level] = found.getAsDouble();
        }
        return unique(
                levels == null
                        ? new Constant(numbers[0], type)
                        : new Coded(levels.input(), new Column.Numbers(numbers), type));
    }

    private static double number(Column column, int level) {
        return switch (column) {
            case Coded coded -> coded.numbers().get(level);
            case Constant constant -> constant.value();
            case Column.Raw raw -> throw new IllegalStateException(raw + " has no number of its own");
            case Made made -> throw new IllegalStateException(made + " has no number of its own");
        };
    }
}
