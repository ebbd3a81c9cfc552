package dev.lepton.learn.neighbors;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.learn.Quantiles;
import dev.lepton.learn.feature.FeatureMatrix;
import dev.lepton.learn.feature.Features;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Learner;
import dev.lepton.model.Model;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import java.util.Optional;

/// The mean answer of the training rows that lie nearest, found by looking at all of them.
///
/// Coordinates are whole numbers: features are rounded to a [Grid], on which distances are exact in float64
/// whatever the order of adding up. So engine and graph find the same rows, those of equal distance in the
/// order of training.
///
/// Beyond [NeighborsOptions#maxRows()] rows are kept at random, as many of each class as far as there are
/// any, and weighted such that the classes' shares stay.
public record Neighbors(NeighborsOptions options) implements Learner {

    public static final String ID = "knn";

    public Neighbors() {
        this(NeighborsOptions.DEFAULTS);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Settings settings() {
        return Settings.of(options);
    }

    @Override
    public Neighbors with(Settings settings) {
        return new Neighbors(settings.over(NeighborsOptions.DEFAULTS));
    }

    /// Everything but quantiles, which are no mean of answers.
    @Override
    public boolean handles(Task task) {
        return Quantiles.level(task).isEmpty();
    }

    @Override
    public SearchSpace space() {
        return NeighborsOptions.SPACE;
    }

    /// @param valid not used: nothing is stopped early
    @Override
    public Model fit(Examples examples, Optional<Examples> valid, Fit context) {
        Examples train = examples.counting();
        if (context.deadline().isOver()) {
            throw new LeptonException(
                    ErrorCode.CANCELLED, "The time was over before the rows could be kept; give it more.");
        }
        Features.Fitted fitted = Features.fit(options.features(), train, context);
        KeptRows kept = KeptRows.of(train, options.maxRows(), context.seed().child("rows"));
        Grid grid = Grid.fit(fitted.train(), train.weights());
        return new NeighborsModel(
                train.task(),
                fitted.features(),
                grid,
                Points.of(coordinates(grid, fitted.train(), kept), kept.weights(), options),
                Answers.of(train, kept, options));
    }

    private static float[] coordinates(Grid grid, FeatureMatrix matrix, KeptRows kept) {
        int[] rows = kept.rows();
        float[] coordinates = new float[Math.multiplyExact(rows.length, matrix.columns())]; // [feature, kept row]
        double[] one = new double[matrix.columns()];
        for (int i = 0; i < rows.length; i++) {
            grid.place(matrix, rows[i], one);
            for (int feature = 0; feature < one.length; feature++) {
                coordinates[feature * rows.length + i] = (float) one[feature];
            }
        }
        return coordinates;
    }
}
