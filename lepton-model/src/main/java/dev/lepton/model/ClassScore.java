package dev.lepton.model;

/// One of Lepton's own metrics of probabilities.
record ClassScore(String id, boolean higherIsBetter, Scorer.Preparation<Labels, Probabilities> preparation)
        implements ClassMetric {

    @Override
    public double score(Labels truth, Probabilities answers, Weights weights) {
        return preparation.score(truth, answers, weights.toArray());
    }

    @Override
    public String toString() {
        return id;
    }
}
