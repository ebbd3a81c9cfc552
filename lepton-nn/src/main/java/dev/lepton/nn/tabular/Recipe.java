package dev.lepton.nn.tabular;

/// How a net over a table is trained.
///
/// @param batchSize rows of one step at most
/// @param epochs how often all rows are seen at most
/// @param patience epochs without a better validation score after which training ends; 0 for never
/// @param learningRate at the height of its course
/// @param weightDecay likewise
/// @param secondMoment share of the old average of squared gradients that a step keeps
/// @param longest Euclidean length to which gradients are shortened
record Recipe(
        int batchSize,
        int epochs,
        int patience,
        double learningRate,
        double weightDecay,
        double secondMoment,
        double longest,
        Course course) {

    /// As many epochs as are wanted, but no more rows in all than may be seen.
    static int epochs(int most, long visits, int rows) {
        return Math.clamp(visits / rows, 1, most);
    }

    /// How rates change in the course of training.
    enum Course {
        /// All stay as they are.
        STEADY,
        /// The learning rate in four waves between 0 and its height, each twice as long as that before,
        /// `(1 - cos(2π log₂(1 + 15 t))) / 2`; weight decay and dropout whole in the first half and
        /// then down to 0 along half a cosine (Holzmüller, Grinsztajn, Steinwart 2024).
        WAVES;

        /// Factor of the learning rate.
        ///
        /// @param done share of the training, 0 to 1
        double ofRate(double done) {
            return switch (this) {
                case STEADY -> 1;
                case WAVES -> (1 - Math.cos(2 * Math.PI * Math.log1p(15 * done) / Math.log(2))) / 2;
            };
        }

        /// Factor of weight decay and dropout.
        double ofNoise(double done) {
            return switch (this) {
                case STEADY -> 1;
                case WAVES -> (1 + Math.cos(Math.PI * Math.max(0, 2 * done - 1))) / 2;
            };
        }
    }
}
