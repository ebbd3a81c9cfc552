package dev.lepton.model;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The numbers of answers, row after row, wherever they are.
sealed interface Cells {

    /// Numbers that are read at once, to stay in the cache.
    int BLOCK = 4096;

    int size();

    double get(int index);

    /// Copies the numbers from index `from` on, as many as `into` takes or as there are.
    default void copy(int from, double[] into) {
        int count = Math.min(into.length, size() - from);
        for (int i = 0; i < count; i++) {
            into[i] = get(from + i);
        }
    }

    /// Adds `share` times each number to that of `sum` at the same place.
    default void addTo(double[] sum, double share) {
        double[] block = new double[Math.min(BLOCK, size())];
        for (int from = 0; from < size(); from += BLOCK) {
            copy(from, block);
            int count = Math.min(block.length, size() - from);
            for (int i = 0; i < count; i++) {
                sum[from + i] += share * block[i];
            }
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
        public void copy(int from, double[] into) {
            System.arraycopy(values, from, into, 0, Math.min(into.length, values.length - from));
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

        @Override
        public void copy(int from, double[] into) {
            more.copy(from, into);
            int cells = Math.min(into.length, sum.length - from);
            for (int i = 0; i < cells; i++) {
                into[i] = (sum[from + i] + into[i]) / count;
            }
        }
    }
}
