package dev.lepton.graph;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/// Immutable lists of numbers that are kept as an array: tree ensembles have millions of them.
final class Numbers {

    private Numbers() {}

    static List<Long> longs(long... values) {
        return new Longs(values.clone());
    }

    static List<Long> longs(List<Long> values) {
        return values instanceof Longs
                ? values
                : new Longs(values.stream().mapToLong(Long::longValue).toArray());
    }

    static List<Float> floats(float... values) {
        return new Floats(values.clone());
    }

    static List<Float> floats(List<Float> values) {
        if (values instanceof Floats) {
            return values;
        }
        float[] copy = new float[values.size()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values.get(i);
        }
        return new Floats(copy);
    }

    private static final class Longs extends AbstractList<Long> implements RandomAccess {

        private final long[] values;

        Longs(long[] values) {
            this.values = values;
        }

        @Override
        public Long get(int index) {
            return values[index];
        }

        @Override
        public int size() {
            return values.length;
        }
    }

    private static final class Floats extends AbstractList<Float> implements RandomAccess {

        private final float[] values;

        Floats(float[] values) {
            this.values = values;
        }

        @Override
        public Float get(int index) {
            return values[index];
        }

        @Override
        public int size() {
            return values.length;
        }
    }
}
