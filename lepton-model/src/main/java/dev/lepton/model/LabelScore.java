package dev.lepton.model;

/// One of Lepton's own metrics of labels, whatever the probabilities behind them; more is better.
///
/// @param isTuned whether a decision may be tuned for it: `precision` and `recall` alone are not, because a
///     label that never changes would serve them best
record LabelScore(String id, Confusion.Reading reading, boolean isTuned) implements ClassMetric {

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    Scorer prepare(Labels truth, Probabilities answers) {
        return Confusion.read(reading).prepare(truth, answers);
    }

    @Override
    public double score(Labels truth, Probabilities answers, Weights weights) {
        return prepare(truth, answers).score(weights.toArray());
    }

    @Override
    public String toString() {
        return id;
    }
}
