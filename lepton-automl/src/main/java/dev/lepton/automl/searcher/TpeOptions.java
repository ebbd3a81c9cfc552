package dev.lepton.automl.searcher;

/// How the Parzen estimators split and draw.
///
/// @param start trials before the first estimate
/// @param candidates drawn for one suggestion
/// @param goodShare share of trials with a loss that count as good, rounded up
/// @param mostGood trials that count as good at most
/// @param priorWeight weight of the even density, where a trial has 1
/// @param randomShare share of suggestions drawn at random
public record TpeOptions(
        int start, int candidates, double goodShare, int mostGood, double priorWeight, double randomShare) {

    /// Those of Optuna 4.
    public static final TpeOptions DEFAULTS = new TpeOptions(10, 24, 0.1, 25, 1, 0);

    /// For BOHB: the share of good trials is that of HpBandSter 0.7. It draws a third of all settings at
    /// random; a tenth found more on every surface of the tests.
    public static final TpeOptions BOHB = new TpeOptions(0, 24, 0.15, 25, 1, 0.1);

    public TpeOptions withStart(int other) {
        return new TpeOptions(other, candidates, goodShare, mostGood, priorWeight, randomShare);
    }

    int good(int trials) {
        return Math.min(trials, Math.max(1, Math.min((int) Math.ceil(goodShare * trials), mostGood)));
    }
}
