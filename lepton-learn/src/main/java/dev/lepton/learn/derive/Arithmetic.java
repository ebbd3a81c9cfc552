package dev.lepton.learn.derive;

import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Sums, differences, products and ratios of two number columns, missing where either is; a ratio to zero is
/// missing too.
final class Arithmetic implements Step {

    enum Operation {
        SUM("+"),
        DIFFERENCE("-"),
        PRODUCT("*"),
        RATIO("/");

        private final String sign;

        Operation(String sign) {
            this.sign = sign;
        }

        double of(double left, double right) {
            return switch (this) {
                case SUM -> left + right;
                case DIFFERENCE -> left - right;
                case PRODUCT -> left * right;
                case RATIO -> right == 0 ? Double.NaN : left / right;
            };
        }
    }

    private final List<PairCandidate> pairs; // by operation

    Arithmetic(List<PairCandidate> pairs) {
        this.pairs = pairs.stream()
                .sorted(Comparator.comparing(PairCandidate::operation))
                .toList();
    }

    static String name(PairCandidate pair) {
        return pair.left() + " " + pair.operation().sign + " " + pair.right();
    }

    @Override
    public List<String> reads() {
        return pairs.stream()
                .flatMap(pair -> Stream.of(pair.left(), pair.right()))
                .distinct()
                .toList();
    }

    @Override
    public List<String> names() {
        return pairs.stream().map(Arithmetic::name).toList();
    }

    @Override
    public List<Column> make(Table rows) {
        List<Column> made = new ArrayList<>();
        for (PairCandidate pair : pairs) {
            double[] left = Numbers.read(rows, pair.left());
            double[] right = Numbers.read(rows, pair.right());
            double[] values = new double[left.length];
            Arrays.setAll(values, row -> pair.operation().of(left[row], right[row]));
            made.add(NumberColumn.of(values));
        }
        return made;
    }

    @Override
    public List<Value> lower(GraphBuilder builder, Map<String, Value> inputs) {
        List<String> operands = reads();
        Value joined = Parts.join(builder, inputs, operands);
        List<Value> made = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            List<PairCandidate> same =
                    pairs.stream().filter(pair -> pair.operation() == operation).toList();
            if (!same.isEmpty()) {
                Value left = pick(
                        builder, joined, same.stream().map(PairCandidate::left).toList(), operands);
                Value right = pick(
                        builder, joined, same.stream().map(PairCandidate::right).toList(), operands);
                made.addAll(Parts.split(builder, lower(builder, operation, left, right), same.size()));
            }
        }
        return made;
    }

    private static Value pick(GraphBuilder builder, Value joined, List<String> wanted, List<String> operands) {
        long[] places = wanted.stream().mapToLong(operands::indexOf).toArray();
        return builder.ops().gather(joined, builder.constant(Tensor.longs(Shape.of(places.length), places)), 1);
    }

    private static Value lower(GraphBuilder builder, Operation operation, Value left, Value right) {
        GraphOps ops = builder.ops();
        return switch (operation) {
            case SUM -> ops.add(left, right);
            case DIFFERENCE -> ops.sub(left, right);
            case PRODUCT -> ops.mul(left, right);
            case RATIO ->
                ops.where(ops.equal(right, ops.scalarLike(right, 0)), Parts.nan(builder), ops.div(left, right));
        };
    }
}
