package dev.lepton.pipeline;

import dev.lepton.automl.Ensemble;
import dev.lepton.model.Bootstrap;
import dev.lepton.model.Examples;
import dev.lepton.model.Interval;
import dev.lepton.model.Metric;
import dev.lepton.model.Predictions;
import java.util.Optional;

/// What the judged rows tell of answers, whatever the form of the model that gave them.
///
/// @param searched the interval of the score that the search knew: of the most probable class
/// @param score with the label that was tuned, where there is such
/// @param interval of that score
record Judgement(Calibrated calibrated, Interval searched, double score, Interval interval) {

    static Judgement of(Ensemble ensemble, Calibrated calibrated, Examples judged, Judge judge) {
        Interval searched = ensemble.members().size() == 1
                ? ensemble.members().getFirst().interval() // known from the search
                : judge.interval(judged, ensemble.answers());
        Optional<Predictions> tuned = calibrated.seenIfTuned(judge.metric);
        return new Judgement(
                calibrated,
                searched,
                tuned.map(seen -> judge.metric.score(judged.target(), seen, judged.weights()))
                        .orElse(ensemble.score()),
                tuned.map(seen -> judge.interval(judged, seen)).orElse(searched));
    }

    /// What scores and their intervals are by.
    record Judge(Metric metric, Bootstrap bootstrap) {

        private Interval interval(Examples judged, Predictions answers) {
            return bootstrap.interval(metric, judged.target(), answers, judged.weights());
        }
    }
}
