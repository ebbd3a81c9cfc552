package dev.lepton.graph;

import dev.lepton.graph.internal.onnx.AttributeProto;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.List;

/// One column of a matrix `[N, columns]`, by what it is computed from, row by row.
///
/// Equal columns are equal objects where one [ColumnPool] made them.
sealed interface Column {

    ElementType type();

    /// Column `index` of a value that a node makes or that is given, and that is kept.
    ///
    /// @param width of that value
    record Raw(String value, int index, int width, ElementType type) implements Column {}

    /// A number for each level of an input of strings.
    ///
    /// @param input name of a graph's input `[N, 1]`
    record Coded(String input, Numbers numbers, ElementType type) implements Column {}

    /// The same number in every row.
    record Constant(double value, ElementType type) implements Column {}

    /// What an operator makes of the same row of other columns.
    final class Made implements Column {

        private final Operator operator;
        private final List<Column> arguments;
        private final ElementType type;
        private final int hash;

        Made(Operator operator, List<Column> arguments, ElementType type) {
            this.operator = operator;
            this.arguments = List.copyOf(arguments);
            this.type = type;
            int mixed = operator.hashCode() * 31 + type.hashCode();
            for (Column argument : arguments) {
                mixed = mixed * 31 + argument.hashCode();
            }
            this.hash = mixed;
        }

        Operator operator() {
            return operator;
        }

        List<Column> arguments() {
            return arguments;
        }

        @Override
        public ElementType type() {
            return type;
        }

        /// Arguments come from the same pool, so they are compared as objects: their own arguments need not
        /// be walked through again.
        @Override
        public boolean equals(Object other) {
            if (!(other instanceof Made made)
                    || hash != made.hash
                    || type != made.type
                    || arguments.size() != made.arguments.size()
                    || !operator.equals(made.operator)) {
                return false;
            }
            for (int i = 0; i < arguments.size(); i++) {
                if (arguments.get(i) != made.arguments.get(i)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /// An operator that works element by element.
    ///
    /// @param fixed names of constants that follow the arguments and are no columns, such as limits
    record Operator(String name, List<AttributeProto> attributes, List<String> fixed) {}

    /// One number per level, the last for strings that are no level; kept as bytes where they fit.
    final class Numbers {

        private final byte[] small;
        private final double[] large;

        Numbers(double[] numbers) {
            byte[] bytes = new byte[numbers.length];
            boolean fits = true;
            for (int i = 0; i < bytes.length && fits; i++) {
                bytes[i] = (byte) numbers[i];
                fits = bytes[i] >= 0 && Double.compare(bytes[i], numbers[i]) == 0;
            }
            this.small = fits ? bytes : new byte[0];
            this.large = fits ? new double[0] : numbers.clone();
        }

        boolean isSmall() {
            return small.length > 0;
        }

        int size() {
            return isSmall() ? small.length : large.length;
        }

        double get(int level) {
            return isSmall() ? small[level] : large[level];
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Numbers numbers
                    && ByteBuffer.wrap(small).equals(ByteBuffer.wrap(numbers.small))
                    && bits(large).equals(bits(numbers.large));
        }

        @Override
        public int hashCode() {
            return isSmall() ? ByteBuffer.wrap(small).hashCode() : bits(large).hashCode();
        }

        private static LongBuffer bits(double[] numbers) {
            long[] bits = new long[numbers.length];
            for (int i = 0; i < bits.length; i++) {
                bits[i] = Double.doubleToLongBits(numbers[i]);
            }
            return LongBuffer.wrap(bits);
        }
    }
}
