package dev.lepton.nn.train;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;

/// How the learning rate changes in the course of a training, as a factor of the optimizer's own.
///
/// A training with a time limit is as far as its steps or its time, whichever is more: so that every
/// schedule is run through when the time is up.
public sealed interface Schedule {

    Schedule CONSTANT = new Constant();
    Schedule ONE_CYCLE = new OneCycle(0.3, 25, 1e4);
    Schedule COSINE = new Cosine(0.05, 0);
    Schedule FLAT_COSINE = new FlatCosine();
    Schedule COS_LOG_4 = new CosLog4();

    /// Where a training is.
    ///
    /// @param share of the whole that is done, from 0 to 1
    /// @param epoch number of the epoch, from 0
    record Moment(double share, int epoch) {}

    double factor(Moment at);

    /// Always 1.
    record Constant() implements Schedule {
        @Override
        public double factor(Moment at) {
            return 1;
        }
    }

    /// From a small rate up to the whole and down to almost nothing, along two halves of cosines
    /// (Smith, Topin 2018).
    ///
    /// @param peak at which share of the training the rate is whole, from 0 to 1
    /// @param start by how much less it is at first, 1 or more
    /// @param end by how much less than at first it is at the end, 1 or more
    record OneCycle(double peak, double start, double end) implements Schedule {
        public OneCycle {
            new Problems("The schedule one-cycle")
                    .require(peak >= 0 && peak <= 1, "its peak must be from 0 to 1, not " + peak)
                    .require(start >= 1 && end >= 1, "it must be divided by 1 or more, not " + start + " and " + end)
                    .throwIfAny(ErrorCode.INVALID_ARGUMENT);
        }

        @Override
        public double factor(Moment at) {
            return at.share < peak
                    ? between(1 / start, 1, at.share / peak)
                    : between(1, 1 / (start * end), peak == 1 ? 1 : (at.share - peak) / (1 - peak));
        }
    }

    /// Up from a hundredth in a straight line, then down along half a cosine.
    ///
    /// @param warmUp share of the training that the way up takes, from 0 to below 1
    /// @param floor factor at the end, from 0 to 1
    record Cosine(double warmUp, double floor) implements Schedule {
        public Cosine {
            new Problems("The schedule cosine")
                    .require(warmUp >= 0 && warmUp < 1, "its warm-up must be from 0 to below 1, not " + warmUp)
                    .require(floor >= 0 && floor <= 1, "its floor must be from 0 to 1, not " + floor)
                    .throwIfAny(ErrorCode.INVALID_ARGUMENT);
        }

        @Override
        public double factor(Moment at) {
            return at.share < warmUp
                    ? 0.01 + 0.99 * at.share / warmUp
                    : between(1, floor, (at.share - warmUp) / (1 - warmUp));
        }
    }

    /// Whole for the first half, then down to 0 along half a cosine.
    record FlatCosine() implements Schedule {
        @Override
        public double factor(Moment at) {
            return between(1, 0, Math.max(0, 2 * at.share - 1));
        }
    }

    /// Four waves between 0 and 1, each twice as long as that before: `(1 - cos(2π log₂(1 + 15 share)))
    /// / 2` (Holzmüller, Grinsztajn, Steinwart 2024).
    record CosLog4() implements Schedule {
        @Override
        public double factor(Moment at) {
            return (1 - Math.cos(2 * Math.PI * Math.log1p(15 * at.share) / Math.log(2))) / 2;
        }
    }

    /// Less by a factor every few epochs.
    ///
    /// @param epochs between two steps, 1 or more
    /// @param factor above 0, at most 1
    record Step(int epochs, double factor) implements Schedule {
        public Step {
            new Problems("The schedule step")
                    .require(epochs >= 1, "its steps must be 1 or more epochs long, not " + epochs)
                    .require(factor > 0 && factor <= 1, "its factor must be above 0 and at most 1, not " + factor)
                    .throwIfAny(ErrorCode.INVALID_ARGUMENT);
        }

        @Override
        public double factor(Moment at) {
            return Math.pow(factor, at.epoch / epochs);
        }
    }

    /// Less by a factor whenever the validation score has not become better for some epochs; the
    /// training counts them and multiplies, so that [#factor] is 1 here. Without validation it watches
    /// the training loss.
    ///
    /// @param patience epochs without a better score before the rate is lowered, 1 or more
    /// @param factor above 0, below 1
    /// @param floor the least product of factors, from 0 to 1
    record Plateau(int patience, double factor, double floor) implements Schedule {
        public Plateau {
            new Problems("The schedule plateau")
                    .require(patience >= 1, "its patience must be 1 or more epochs, not " + patience)
                    .require(factor > 0 && factor < 1, "its factor must be above 0 and below 1, not " + factor)
                    .require(floor >= 0 && floor <= 1, "its floor must be from 0 to 1, not " + floor)
                    .throwIfAny(ErrorCode.INVALID_ARGUMENT);
        }

        @Override
        public double factor(Moment at) {
            return 1;
        }
    }

    /// From `first` to `last` along half a cosine.
    private static double between(double first, double last, double share) {
        return last + (first - last) * (1 + Math.cos(Math.PI * share)) / 2;
    }
}
