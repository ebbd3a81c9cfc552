package dev.lepton.model;

/// One of Lepton's own metrics of estimates.
record NumberScore(String id, boolean higherIsBetter, Scorer.Preparation<Values, Estimates> preparation)
        implements NumberMetric {

    @Override
    public double score(Values truth, Estimates answers, Weights weights) {
        return preparation.score(truth, answers, weights.toArray());
    }

    @Override
    public String toString() {
        return id;
    }
}
