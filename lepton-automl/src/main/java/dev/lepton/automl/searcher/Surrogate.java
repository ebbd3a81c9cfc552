package dev.lepton.automl.searcher;

import dev.lepton.base.Seed;
import java.util.List;

/// A model of the losses that knows how sure it is.
interface Surrogate {

    Normal at(double[] point);

    /// A way to learn such a model.
    interface Fit {

        /// @param known how many of the points were measured; the values of the others were made up
        /// @param values one a point, of mean 0 and deviation 1 over the measured ones
        Surrogate fit(Encoding encoding, List<double[]> points, double[] values, int known, Seed seed);
    }
}
