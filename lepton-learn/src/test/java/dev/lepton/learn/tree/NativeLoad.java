package dev.lepton.learn.tree;

import dev.lepton.learn.tree.internal.FloatMatrix;
import dev.lepton.learn.tree.internal.LightGbmEngine.Dataset;
import dev.lepton.learn.tree.internal.XgBoostEngine.Matrix;
import java.util.List;

/// Loads both engines and leaves; run side by side in many JVMs.
final class NativeLoad {

    private NativeLoad() {}

    public static void main(String[] arguments) {
        FloatMatrix numbers = new FloatMatrix(new float[] {1, 2, 3, 4}, 4, 1);
        Dataset.of(numbers, new float[] {0, 1, 0, 1}, null, "verbosity=-1 num_threads=1", null);
        Matrix.of(numbers, List.of("q"), 1);
    }
}
