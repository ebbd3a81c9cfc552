package dev.lepton.pipeline;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.data.ReadOptions;
import dev.lepton.data.Source;
import dev.lepton.data.Tables;
import dev.lepton.model.Bootstrap;
import dev.lepton.model.Decision;
import dev.lepton.model.Labels;
import dev.lepton.model.Metric;
import dev.lepton.model.Metrics;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Target;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Manifest;
import dev.lepton.model.bundle.Predictor;
import dev.lepton.table.Column;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A bundle's answers compared with rows whose targets are known.
final class Evaluation {

    private static final int ROWS_FOR_FULL_BOOTSTRAP = 100_000;

    private final Bundle bundle;
    private final Input input;
    private final int threads;
    private final String target;

    Evaluation(Bundle bundle, Input input, int threads) {
        this.bundle = bundle;
        this.input = input;
        this.threads = threads;
        this.target = bundle.manifest().contract().target();
    }

    /// The metric that the model was chosen by comes first. Rows without a target are left out.
    List<Manifest.Score> scores() {
        Table table = read();
        Column column = table.column(target);
        int[] known = IntStream.range(0, table.rows())
                .filter(row -> !column.isMissing(row))
                .toArray();
        if (known.length == 0) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "The target \"" + target + "\" is missing in all " + table.rows() + " rows of " + input.source()
                            + ", so there is nothing to compare with.");
        }
        Table rows = known.length == table.rows() ? table : table.select(known);
        Target truth = switch (bundle.manifest().task()) {
            case Task.Classification c -> labels(rows.column(target), c.classes());
            case Task.Regression r -> numbers(rows.column(target));
        };
        try (Predictor predictor = Predictor.open(bundle, threads)) {
            return scores(truth, predictor.predict(rows));
        }
    }

    private Table read() {
        Map<String, ColumnKind> kinds = new HashMap<>();
        bundle.manifest().inputs().fields().forEach(field -> kinds.put(field.name(), field.kind()));
        ReadOptions options = input.readOptions(Columns.of(target).withKinds(kinds), threads);
        return Tables.read(Source.parse(input.source()), options).table();
    }

    private Labels labels(Column column, List<String> classes) {
        Map<String, Integer> codes = new HashMap<>();
        classes.forEach(name -> codes.put(name, codes.size()));
        return Labels.of(IntStream.range(0, column.size())
                .map(row -> Optional.ofNullable(codes.get(column.text(row)))
                        .orElseThrow(() -> new LeptonException(
                                ErrorCode.INVALID_DATA,
                                "Row " + row + " has the target \"" + column.text(row)
                                        + "\", which is none of the model's classes " + classes + ".")))
                .toArray());
    }

    private Values numbers(Column column) {
        if (!(column instanceof NumberColumn numbers)) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "The target \"" + target + "\" is of kind " + column.kind().id()
                            + ", but the model estimates numbers.");
        }
        double[] values = new double[numbers.size()];
        numbers.copyTo(0, values);
        return Values.of(values);
    }

    private List<Manifest.Score> scores(Target truth, Predictions answers) {
        Bootstrap full = Bootstrap.of(new Seed(1));
        Bootstrap bootstrap =
                truth.size() <= ROWS_FOR_FULL_BOOTSTRAP ? full : new Bootstrap(50, full.level(), full.seed());
        Weights weights = Weights.uniform(truth.size());
        List<Manifest.Score> scores = new ArrayList<>();
        for (Metric metric : metrics()) {
            Predictions seen = seenBy(metric, answers);
            scores.add(new Manifest.Score(
                    metric.id(),
                    metric.score(truth, seen, weights),
                    bootstrap.interval(metric, truth, seen, weights),
                    Manifest.Rows.TEST));
        }
        return scores;
    }

    private Predictions seenBy(Metric metric, Predictions answers) {
        Decision decision = bundle.manifest().contract().answering().decision();
        return answers instanceof Probabilities probabilities ? decision.seenBy(metric, probabilities) : answers;
    }

    private List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        bundle.manifest().scores().stream()
                .limit(1)
                .map(score -> Metrics.of(score.metric()))
                .forEach(metrics::add);
        Metrics.all(bundle.manifest().task()).stream()
                .filter(metric -> !metrics.contains(metric))
                .forEach(metrics::add);
        return metrics;
    }
}
