package dev.lepton.pipeline;

import dev.lepton.model.Answering;
import dev.lepton.model.Metric;
import dev.lepton.model.Nonconformity;
import dev.lepton.model.Postprocessing;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import java.util.Optional;

/// What is learnt from a model's answers for the rows that judged it: how to calibrate them, how to decide on
/// a class, and how far off they are.
///
/// @param answers as the model gave them
/// @param fitted empty where the answers are numbers
record Calibrated(Predictions answers, Optional<Postprocessing.Fitted> fitted, Nonconformity nonconformity) {

    Postprocessing postprocessing() {
        return fitted.map(Postprocessing.Fitted::learnt).orElse(Postprocessing.NONE);
    }

    /// The answers as `metric` may judge them: of each row by what was learnt from other rows.
    Predictions seenBy(Metric metric) {
        return fitted.<Predictions>map(some -> some.seenBy(metric)).orElse(answers);
    }

    /// The answers as `metric` may judge them, where another class than the most probable one may be answered.
    Optional<Predictions> seenIfTuned(Metric metric) {
        return postprocessing().decision().equals(Postprocessing.NONE.decision())
                ? Optional.empty()
                : Optional.of(seenBy(metric));
    }

    /// The answers as they will be served.
    Predictions served() {
        return answers instanceof Probabilities p
                ? postprocessing().calibration().apply(p)
                : answers;
    }

    Answering answering() {
        Postprocessing learnt = postprocessing();
        return new Answering(learnt.calibration().id(), learnt.decision(), Optional.of(nonconformity));
    }
}
