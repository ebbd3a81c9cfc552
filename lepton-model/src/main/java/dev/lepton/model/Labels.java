package dev.lepton.model;

import java.util.Arrays;

/// The class of each row as an index into [Task.Classification#classes()].
public final class Labels implements Target {

    private final int[] codes; // [row], 0 .. classes - 1

    private Labels(int[] codes) {
        this.codes = codes;
    }

    /// @param codes one class index a row; copied
    public static Labels of(int... codes) {
        return new Labels(codes.clone());
    }

    public int get(int row) {
        return codes[row];
    }

    @Override
    public int size() {
        return codes.length;
    }

    /// How often each of `classes` classes occurs.
    public int[] counts(int classes) {
        int[] counts = new int[classes];
        for (int code : codes) {
            counts[code]++;
        }
        return counts;
    }

    /// A copy of the class indices.
    public int[] toArray() {
        return codes.clone();
    }

    @Override
    public Labels select(int[] rows) {
        int[] selected = new int[rows.length];
        Arrays.setAll(selected, i -> codes[rows[i]]);
        return new Labels(selected);
    }
}
