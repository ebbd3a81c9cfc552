package dev.lepton.nn.train;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;
import java.util.List;

/// What training makes small, as settings. Nets end in plain numbers: softmax and sigmoid are part of
/// the loss.
///
/// Every loss is a sum over what is scored, divided by how much that weighs in the whole batch, so that
/// a batch in parts gives the gradient of the whole. Weights of examples multiply both. Where a net has
/// one axis more than the target, right after the examples, each of its answers is scored against the
/// same target.
public sealed interface Loss {

    Loss CROSS_ENTROPY = new CrossEntropy(List.of(), 0);
    Loss BINARY_CROSS_ENTROPY = new BinaryCrossEntropy(1);
    Loss MEAN_SQUARED = new MeanSquared();
    Loss HUBER = new Huber(1);
    Loss FOCAL = new Focal(2, List.of());
    Loss CTC = new Ctc(0);
    Loss TRIPLET = new Triplet(0.2);

    /// Cross-entropy of classes: `[examples, ..., classes]` against class numbers `[examples, ...]`, of
    /// which -1 counts for nothing, or against probabilities of all classes.
    ///
    /// @param classWeights one for each class, or none; class numbers weigh in the divisor,
    ///     probabilities do not
    /// @param smoothing share of the target that is spread over all classes evenly, from 0 to below 1
    record CrossEntropy(List<Double> classWeights, double smoothing) implements Loss {
        public CrossEntropy {
            classWeights = List.copyOf(classWeights);
            new Problems("The loss cross-entropy")
                    .require(smoothing >= 0 && smoothing < 1, "its smoothing must be from 0 to below 1: " + smoothing)
                    .require(nonNegative(classWeights), "its class weights must be 0 or more: " + classWeights)
                    .throwIfAny(ErrorCode.INVALID_ARGUMENT);
        }

        public CrossEntropy(double smoothing) {
            this(List.of(), smoothing);
        }
    }

    /// Cross-entropy of yes-or-no questions, each `log(1 + exp(-z))` for yes and `log(1 + exp(z))` for
    /// no, meaned over all elements of the target, which are from 0 to 1.
    ///
    /// @param positiveWeight of the term for yes, above 0
    record BinaryCrossEntropy(double positiveWeight) implements Loss {
        public BinaryCrossEntropy {
            new Problems("The loss binary cross-entropy")
                    .require(positiveWeight > 0, "its weight of yes must be above 0, not " + positiveWeight)
                    .throwIfAny(ErrorCode.INVALID_ARGUMENT);
        }
    }

    /// The squared difference, meaned over all elements.
    record MeanSquared() implements Loss {}

    /// Half the squared difference where it is small, linear where it is larger, meaned over all
    /// elements.
    ///
    /// @param delta where the one becomes the other, above 0
    record Huber(double delta) implements Loss {
        public Huber {
            new Problems("The loss Huber")
                    .require(delta > 0, "its delta must be above 0, not " + delta)
                    .throwIfAny(ErrorCode.INVALID_ARGUMENT);
        }
    }

    /// The pinball loss: answers `[examples, levels]` to values `[examples]` or `[examples, 1]`, meaned
    /// over examples and levels.
    ///
    /// @param levels of the quantiles, each between 0 and 1
    record Quantile(List<Double> levels) implements Loss {
        public Quantile {
            levels = List.copyOf(levels);
            new Problems("The loss quantile")
                    .require(
                            !levels.isEmpty() && levels.stream().allMatch(level -> level > 0 && level < 1),
                            "it needs levels between 0 and 1, not " + levels)
                    .throwIfAny(ErrorCode.INVALID_ARGUMENT);
        }
    }

    /// Cross-entropy times `(1 - p)^gamma`, where `p` is the probability of the true class (Lin et al.
    /// 2017), so that what is already right counts less. Class weights do not weigh in the divisor.
    ///
    /// @param gamma 0, or 1 and more
    /// @param classWeights one for each class, or none
    record Focal(double gamma, List<Double> classWeights) implements Loss {
        public Focal {
            classWeights = List.copyOf(classWeights);
            new Problems("The loss focal")
                    .require(gamma == 0 || gamma >= 1, "its gamma must be 0, or 1 and more, not " + gamma)
                    .require(nonNegative(classWeights), "its class weights must be 0 or more: " + classWeights)
                    .throwIfAny(ErrorCode.INVALID_ARGUMENT);
        }
    }

    /// Connectionist temporal classification (Graves et al. 2006): answers `[examples, time, symbols]`
    /// to symbols `[examples, most]`, where -1 stands after the last; the negative log likelihood of
    /// each example divided by the number of its symbols, meaned over examples. Infinite where a text
    /// does not fit into the time.
    ///
    /// @param blank the symbol that stands for none
    record Ctc(int blank) implements Loss {
        public Ctc {
            new Problems("The loss CTC")
                    .require(blank >= 0, "its blank must be 0 or more, not " + blank)
                    .throwIfAny(ErrorCode.INVALID_ARGUMENT);
        }
    }

    /// `max(0, margin + d(a, p) - d(a, n))` for each example `a` of a batch, its farthest fellow `p` of
    /// the same class and the nearest `n` of another (Hermans, Beyer, Leibe 2017), with Euclidean
    /// distances between answers `[examples, features]`; meaned over the examples that have both.
    ///
    /// @param margin above 0
    record Triplet(double margin) implements Loss {
        public Triplet {
            new Problems("The loss triplet")
                    .require(margin > 0, "its margin must be above 0, not " + margin)
                    .throwIfAny(ErrorCode.INVALID_ARGUMENT);
        }
    }

    private static boolean nonNegative(List<Double> weights) {
        return weights.stream().allMatch(weight -> weight >= 0);
    }
}
