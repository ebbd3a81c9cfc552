package dev.lepton.pipeline.work;

import dev.lepton.automl.Folds;
import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Metrics;
import dev.lepton.model.Task;
import dev.lepton.testkit.GeneratedTables;
import java.nio.file.Files;
import java.nio.file.Path;

/// What drills have in common.
final class Drills {

    static final Seed SEED = new Seed(5);

    private Drills() {}

    /// Rows of every kind of column in three folds.
    static Material material(Task task) {
        Examples examples = GeneratedTables.examples(task, 240, SEED);
        return new Material(
                examples,
                Folds.stratified(examples.target(), 3, SEED),
                Metrics.byDefault(task),
                GeneratedTables.wild(examples.inputs().schema(), 12, SEED));
    }

    static Fit context(Material material) {
        return Fit.of(SEED, material.metric());
    }

    /// The process that made the file, once it has.
    static long processAt(Path mark) throws Exception {
        for (int round = 0; round < 1_200; round++) {
            String text = Files.exists(mark) ? Files.readString(mark) : "";
            if (!text.isEmpty()) {
                return Long.parseLong(text);
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("No fit began within a minute.");
    }
}
