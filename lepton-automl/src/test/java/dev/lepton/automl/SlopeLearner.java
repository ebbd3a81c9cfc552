package dev.lepton.automl;

import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.model.Estimates;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Learner;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.Settings;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The line of a given slope over one column that passes through the weighted mean of the target.
record SlopeLearner(Options options) implements Learner {

    /// @param millis how long a fit sleeps for each of its rounds; 1,000 rounds unless the deadline ends them
    /// @param breaks whether a fit throws
    /// @param fixed whether a search may not vary the slope
    /// @param rounds each of which halves what the line's slope lacks to the given one; 0 takes that at once
    record Options(String column, double slope, double millis, boolean breaks, boolean fixed, int rounds) {}

    static Candidate candidate(String name, String column, double slope) {
        return new Candidate(name, new SlopeLearner(new Options(column, slope, 0, false, false, 0)));
    }

    static Candidate counting(String name, double slope, int rounds) {
        return new Candidate(name, new SlopeLearner(new Options("x", slope, 0, false, false, rounds)));
    }

    static Candidate fixed(String name, double slope) {
        return new Candidate(name, new SlopeLearner(new Options("x", slope, 0, false, true, 0)));
    }

    static Candidate broken(String name) {
        return new Candidate(name, new SlopeLearner(new Options("x", 0, 0, true, false, 0)));
    }

    static Candidate slow(String name, double slope, double millis) {
        return new Candidate(name, new SlopeLearner(new Options("x", slope, millis, false, true, 0)));
    }

    /// One whose first fit cancels the whole search and gives a model all the same.
    static Candidate cancelling(String name, double slope, Deadline deadline) {
        Learner learner = new SlopeLearner(new Options("x", slope, 0, false, true, 0));
        return new Candidate(name, new Learner() {
            @Override
            public String id() {
                return learner.id();
            }

            @Override
            public Settings settings() {
                return learner.settings();
            }

            @Override
            public Learner with(Settings settings) {
                return learner.with(settings);
            }

            @Override
            public boolean handles(Task task) {
                return learner.handles(task);
            }

            @Override
            public SearchSpace space() {
                return learner.space();
            }

            @Override
            public Model fit(Examples train, Optional<Examples> valid, Fit context) {
                deadline.cancel();
                return learner.fit(train, valid, context);
            }
        });
    }

    @Override
    public String id() {
        return "slope";
    }

    @Override
    public Settings settings() {
        return Settings.of(options);
    }

    @Override
    public Learner with(Settings settings) {
        return new SlopeLearner(settings.over(options));
    }

    @Override
    public boolean handles(Task task) {
        return task instanceof Task.Regression;
    }

    @Override
    public SearchSpace space() {
        return options.fixed
                ? SearchSpace.FIXED
                : SearchSpace.of(new SearchSpace.Parameter.Real("slope", -10, 10, false));
    }

    @Override
    public Optional<Learner> shortened(double share, Task task) {
        return options.rounds == 0
                ? Optional.empty()
                : Optional.of(new SlopeLearner(new Options(
                        options.column, options.slope, options.millis, options.breaks, options.fixed, Math.max(1, (int)
                                Math.round(share * options.rounds)))));
    }

    @Override
    public Model fit(Examples train, Optional<Examples> valid, Fit context) {
        if (options.breaks) {
            throw new LeptonException(ErrorCode.INVALID_DATA, "This learner always breaks.");
        }
        for (int round = 0;
                options.millis > 0 && round < 1000 && !context.deadline().isOver();
                round++) {
            sleep(options.millis);
        }
        NumberColumn column = train.inputs().column(options.column, NumberColumn.class);
        double slope = options.rounds == 0 ? options.slope : options.slope * (1 - Math.pow(0.5, options.rounds));
        double sum = IntStream.range(0, train.size())
                .mapToDouble(row -> train.weights().get(row) * (train.values().get(row) - slope * column.get(row)))
                .sum();
        return new Line(options.column, slope, sum / train.weights().sum());
    }

    private static void sleep(double millis) {
        try {
            Thread.sleep(Duration.ofNanos((long) (millis * 1e6)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    record Line(String column, double slope, double offset) implements Model {

        @Override
        public Task task() {
            return Task.Regression.SQUARED;
        }

        @Override
        public Schema inputs() {
            return new Schema(List.of(new Field(column, ColumnKind.NUMBER)));
        }

        @Override
        public Predictions predict(Table rows) {
            NumberColumn cells = rows.column(column, NumberColumn.class);
            double[] values = new double[rows.rows()];
            Arrays.setAll(values, row -> slope * cells.get(row) + offset);
            return Estimates.of(values);
        }

        @Override
        public Graph toGraph() {
            GraphBuilder builder = Graph.builder("line");
            Value x = Signature.declareInputs(builder, inputs()).get(column);
            Value scaled = binary(builder, "Mul", x, slope);
            builder.output(Signature.PREDICTION, binary(builder, "Add", scaled, offset));
            return builder.build();
        }

        private static Value binary(GraphBuilder builder, String op, Value left, double right) {
            Value constant = builder.constant(Tensor.doubles(Shape.of(1), right));
            return builder.node(op, List.of(left, constant), Map.of(), left.type(), left.shape());
        }
    }
}
