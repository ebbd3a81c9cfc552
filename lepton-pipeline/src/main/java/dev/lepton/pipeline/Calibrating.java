package dev.lepton.pipeline;

import dev.lepton.base.Seed;
import dev.lepton.model.Estimates;
import dev.lepton.model.Examples;
import dev.lepton.model.Metric;
import dev.lepton.model.Nonconformity;
import dev.lepton.model.Postprocessing;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import java.util.Optional;

/// What learns how to finish a model's answers, from those for the rows that judged it.
record Calibrating(Metric metric, Examples judged, Seed seed) {

    /// @param calibrates whether probabilities may be changed
    /// @param decides whether a label may be tuned
    Calibrated of(Predictions answers, boolean calibrates, boolean decides) {
        return switch (answers) {
            case Probabilities p -> {
                Postprocessing.Fitted fitted = fitted(p, calibrates, decides);
                yield new Calibrated(p, Optional.of(fitted), Nonconformity.of(judged.labels(), fitted.crossed()));
            }
            case Estimates e -> new Calibrated(e, Optional.empty(), Nonconformity.of(judged.values(), e));
        };
    }

    private Postprocessing.Fitted fitted(Probabilities answers, boolean calibrates, boolean decides) {
        if (calibrates) {
            return Postprocessing.fit(metric, judged.labels(), answers, judged.weights(), seed);
        }
        return decides
                ? Postprocessing.decide(metric, judged.labels(), answers, judged.weights(), seed)
                : Postprocessing.none(answers);
    }
}
