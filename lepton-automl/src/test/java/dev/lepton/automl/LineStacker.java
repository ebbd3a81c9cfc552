package dev.lepton.automl;

import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Learner;
import dev.lepton.model.Model;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import dev.lepton.table.NumberColumn;
import java.util.Optional;
import java.util.stream.IntStream;

/// The line of least squares over one column, without any restraint.
record LineStacker(String column) implements Learner {

    static Stacker stacker(String column) {
        return new Stacker("line", new LineStacker(column), false);
    }

    @Override
    public String id() {
        return "line";
    }

    @Override
    public Settings settings() {
        return Settings.NONE;
    }

    @Override
    public Learner with(Settings settings) {
        return this;
    }

    @Override
    public boolean handles(Task task) {
        return task instanceof Task.Regression;
    }

    @Override
    public SearchSpace space() {
        return SearchSpace.FIXED;
    }

    @Override
    public Model fit(Examples train, Optional<Examples> valid, Fit context) {
        NumberColumn cells = train.inputs().column(column, NumberColumn.class);
        double x = IntStream.range(0, train.size())
                .mapToDouble(cells::get)
                .average()
                .orElseThrow();
        double y = IntStream.range(0, train.size())
                .mapToDouble(train.values()::get)
                .average()
                .orElseThrow();
        double products = 0;
        double squares = 0;
        for (int row = 0; row < train.size(); row++) {
            products += (cells.get(row) - x) * (train.values().get(row) - y);
            squares += (cells.get(row) - x) * (cells.get(row) - x);
        }
        double slope = squares > 0 ? products / squares : 0;
        return new SlopeLearner.Line(column, slope, y - slope * x);
    }
}
