package dev.lepton.nn.train;

import dev.lepton.graph.Shape;
import java.util.Arrays;

/// What a net says to some examples, in their order, before any softmax or sigmoid.
public final class Answers {

    private final int size;
    private final Shape shape;
    private final float[] values;

    Answers(int size, Shape shape, float[] values) {
        this.size = size;
        this.shape = shape;
        this.values = values;
    }

    /// How many examples.
    public int size() {
        return size;
    }

    /// The shape of one answer.
    public Shape shape() {
        return shape;
    }

    /// Numbers in one answer.
    public int width() {
        return size == 0 ? 0 : values.length / size;
    }

    /// One number of one answer.
    public float at(int example, int index) {
        return values[example * width() + index];
    }

    /// All numbers of one answer.
    public float[] of(int example) {
        return Arrays.copyOfRange(values, example * width(), (example + 1) * width());
    }

    /// Where one answer is greatest; the first of several.
    public int greatest(int example) {
        int best = 0;
        for (int i = 1; i < width(); i++) {
            if (at(example, i) > at(example, best)) {
                best = i;
            }
        }
        return best;
    }

    /// A copy of all numbers, `[examples, shape...]`.
    public float[] toArray() {
        return values.clone();
    }
}
