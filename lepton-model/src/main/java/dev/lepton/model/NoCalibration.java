package dev.lepton.model;

import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Value;

/// Probabilities as they are.
record NoCalibration() implements Calibration {

    @Override
    public String id() {
        return "none";
    }

    @Override
    public Probabilities apply(Probabilities answers) {
        return answers;
    }

    @Override
    public Value lower(GraphBuilder builder, Value probabilities) {
        return probabilities;
    }
}
