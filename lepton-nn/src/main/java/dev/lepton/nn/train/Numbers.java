package dev.lepton.nn.train;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.Shape;
import dev.lepton.nn.layer.Signal;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/// One thing that all examples have, in memory: `[examples, sizes...]` in row-major order.
///
/// The array that it was made of is not copied and must not be changed.
public sealed interface Numbers {

    static Numbers reals(Shape one, float[] values) {
        return new Reals(one, values);
    }

    /// @param values class numbers, or numbers of tokens
    static Numbers ids(Shape one, int[] values) {
        return new Ids(one, values);
    }

    /// How many examples.
    int size();

    /// What one example has.
    Signal signal();

    /// Numbers of tokens or classes, kept as `int` for half of the memory.
    final class Ids implements Numbers {
        private final Signal signal;
        private final int width;
        private final int[] values;

        private Ids(Shape one, int[] values) {
            this.signal = new Signal(Signal.Kind.IDS, one);
            this.width = width(one, values.length);
            this.values = values;
        }

        @Override
        public int size() {
            return values.length / width;
        }

        @Override
        public Signal signal() {
            return signal;
        }

        void copy(int[] examples, LongBuffer to) {
            for (int example : examples) {
                int from = example * width;
                for (int i = 0; i < width; i++) {
                    to.put(values[from + i]);
                }
            }
        }
    }

    /// Real numbers.
    final class Reals implements Numbers {
        private final Signal signal;
        private final int width;
        private final float[] values;

        private Reals(Shape one, float[] values) {
            this.signal = new Signal(Signal.Kind.REALS, one);
            this.width = width(one, values.length);
            this.values = values;
        }

        @Override
        public int size() {
            return values.length / width;
        }

        @Override
        public Signal signal() {
            return signal;
        }

        void copy(int[] examples, FloatBuffer to) {
            for (int example : examples) {
                to.put(values, example * width, width);
            }
        }
    }

    private static int width(Shape one, int length) {
        long width = one.elements();
        if (width < 1 || length % width != 0) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    length + " numbers are no whole number of examples of shape " + one + ".");
        }
        return Math.toIntExact(width);
    }
}
