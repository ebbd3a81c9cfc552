package dev.lepton.model;

/// Fixed answers with their truth, prepared so that scoring them under other weights needs no sorting again.
///
/// The bootstrap asks hundreds of times; a plain score asks once.
@FunctionalInterface
interface Scorer {

    /// @param weights one a row, zero or more; NaN comes out where the score is not defined
    double score(double[] weights);

    /// What prepares truth and answers of one kind.
    @FunctionalInterface
    interface Preparation<T extends Target, P extends Predictions> {
        Scorer prepare(T truth, P answers);

        /// The score under one choice of weights only, for which less need be kept than for many.
        default double score(T truth, P answers, double[] weights) {
            return prepare(truth, answers).score(weights);
        }
    }

    /// The weighted mean of one number a row.
    ///
    /// @param rows owned by the scorer from now on
    static Scorer mean(double[] rows) {
        return weights -> {
            double sum = 0;
            double total = 0;
            for (int row = 0; row < rows.length; row++) {
                // A row of weight zero does not count, even where its number is infinite.
                if (weights[row] != 0) {
                    sum += weights[row] * rows[row];
                    total += weights[row];
                }
            }
            return sum / total;
        };
    }

    /// `metric` on these answers; a metric from elsewhere is simply asked again each time.
    static Scorer of(Metric metric, Target truth, Predictions answers) {
        return switch (metric) {
            case ClassScore own
            when truth instanceof Labels labels && answers instanceof Probabilities found ->
                own.preparation().prepare(labels, found);
            case LabelScore own
            when truth instanceof Labels labels && answers instanceof Probabilities found -> own.prepare(labels, found);
            case NumberScore own
            when truth instanceof Values values && answers instanceof Estimates found ->
                own.preparation().prepare(values, found);
            case Metric other -> weights -> other.score(truth, answers, Weights.of(weights));
        };
    }
}
