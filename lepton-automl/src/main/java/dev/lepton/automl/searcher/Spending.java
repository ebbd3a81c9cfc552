package dev.lepton.automl.searcher;

/// What the search of one learner has spent, and how its best loss fell.
///
/// @param trials told or pending
/// @param spent cost of all trials; a pending one counts with the mean cost
/// @param atLast spent when the best loss fell last
/// @param atLastButOne spent when it fell before that, 0 where it did not
/// @param loss smallest so far; positive infinity where there is none
/// @param gain by how much the loss fell last, or how large it was where it fell once only
public record Spending(int trials, double spent, double atLast, double atLastButOne, double loss, double gain) {

    private static final double LEAST = 1e-9;

    static Spending of(History history) {
        double spent = 0;
        double atLast = 0;
        double atLastButOne = 0;
        double loss = Double.POSITIVE_INFINITY;
        double gain = 0;
        for (Result result : history.told()) {
            spent += result.cost();
            if (result.loss() < loss) {
                gain = loss == Double.POSITIVE_INFINITY ? Math.abs(result.loss()) : loss - result.loss();
                loss = result.loss();
                atLastButOne = atLast;
                atLast = spent;
            }
        }
        int told = history.told().size();
        double open = told == 0 ? 0 : spent / told * history.pending().size();
        return new Spending(history.number(), spent + open, atLast, atLastButOne, loss, gain);
    }

    /// Estimated cost of a loss better than `best`, that of the best learner; above 0.
    ///
    /// A learner finds something better than its own best for as much as it has spent since, or as much as
    /// the time before cost it. To reach a better learner it must close the gap at twice the cost per gain
    /// that it had of late, for gains grow dearer.
    public double costForImprovement(double best) {
        double own = Math.max(spent - atLast, atLast - atLastButOne);
        double gap = loss - best;
        double closing = gap > 0 ? 2 * gap * (spent - atLastButOne) / Math.max(gain, LEAST) : 0;
        return Math.max(LEAST, Math.max(own, closing));
    }
}
