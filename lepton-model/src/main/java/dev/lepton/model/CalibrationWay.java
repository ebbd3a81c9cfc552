package dev.lepton.model;

/// A way to learn a calibration.
@FunctionalInterface
interface CalibrationWay {

    /// @param answers for rows that the model did not learn from
    Calibration learn(Labels truth, Probabilities answers, Weights weights);
}
