package dev.lepton.pipeline;

import dev.lepton.base.Deadline;
import dev.lepton.model.Bootstrap;
import dev.lepton.model.Examples;
import dev.lepton.model.Metric;
import dev.lepton.model.Metrics;
import dev.lepton.model.Predictions;
import dev.lepton.model.bundle.Manifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The scores of the saved model by every metric of its task.
///
/// @param rows what the judged rows are
/// @param deadline by which the intervals must be there
record Scoring(Examples judged, Manifest.Rows rows, Bootstrap bootstrap, Deadline deadline) {

    private static final int FEWEST_REPLICATES = 20;

    /// @param first the metric that the run is by
    List<Manifest.Score> of(Calibrated calibrated, Metric first) {
        List<Metric> metrics = new ArrayList<>(List.of(first));
        Metrics.all(judged.task()).stream()
                .filter(metric -> !metric.equals(first))
                .forEach(metrics::add);
        List<Manifest.Score> scores = new ArrayList<>();
        Duration replicate = Duration.ZERO;
        for (int i = 0; i < metrics.size(); i++) {
            Metric metric = metrics.get(i);
            Bootstrap draws = affordable(replicate, metrics.size() - i);
            Predictions answers = calibrated.seenBy(metric);
            long start = System.nanoTime();
            scores.add(new Manifest.Score(
                    metric.id(),
                    metric.score(judged.target(), answers, judged.weights()),
                    draws.interval(metric, judged.target(), answers, judged.weights()),
                    rows));
            replicate = Duration.ofNanos((System.nanoTime() - start) / draws.replicates());
        }
        return scores;
    }

    /// The bootstrap with fewer draws where those of all metrics would take more than half of the time left.
    ///
    /// @param replicate time that one draw takes
    private Bootstrap affordable(Duration replicate, int metrics) {
        if (!deadline.isBounded() || replicate.isZero()) {
            return bootstrap;
        }
        long draws = deadline.remaining().dividedBy(2L * metrics).dividedBy(replicate);
        return new Bootstrap(
                Math.clamp(draws, FEWEST_REPLICATES, bootstrap.replicates()), bootstrap.level(), bootstrap.seed());
    }
}
