package dev.lepton.model;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The numbers of answers, row after row, wherever they are.
sealed interface Cells {

    int size();

    double get(int index);

    /// A copy of all numbers.
    default double[] toArray() {
        double[] copy = new double[size()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = get(i);
        }
        return copy;
    }

    /// Adds `share` times each number to that of `sum` at the same place.
    default void addTo(double[] sum, double share) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += share * get(i);
        }
    }

    /// Numbers on the heap.
    record Doubles(double[] values) implements Cells {

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public double get(int index) {
            return values[index];
        }

        @Override
        public double[] toArray() {
            return values.clone();
        }
    }

    /// Numbers rounded to float32 in a segment.
    record FloatSegment(MemorySegment values) implements Cells {

        @Override
        public int size() {
            return Math.toIntExact(values.byteSize() / Float.BYTES);
        }

        @Override
        public double get(int index) {
            return values.getAtIndex(ValueLayout.JAVA_FLOAT, index);
        }
    }

    /// Numbers in a segment.
    record DoubleSegment(MemorySegment values) implements Cells {

        @Override
        public int size() {
            return Math.toIntExact(values.byteSize() / Double.BYTES);
        }

        @Override
        public double get(int index) {
            return values.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
        }
    }

    /// The mean of several numbers that are added up already and one more; changes with the sum.
    ///
    /// @param count of all numbers together
    record MeanWith(double[] sum, Cells more, int count) implements Cells {

        @Override
        public int size() {
            return sum.length;
        }

        @Override
        public double get(int index) {
            return (sum[index] + more.get(index)) / count;
        }
    }
}
