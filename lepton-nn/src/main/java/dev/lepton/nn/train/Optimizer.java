package dev.lepton.nn.train;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;

/// A rule by which gradients move parameters, as settings.
public sealed interface Optimizer {

    /// Stochastic gradient descent.
    Optimizer SGD = new Sgd(0.1, 0.9, true, 0);
    /// Adam as first published, without weight decay.
    Optimizer ADAM = new Adam(1e-3, 0.9, 0.999, 1e-8, 0, false);
    /// Adam whose weight decay does not pass through the running averages.
    Optimizer ADAM_W = new Adam(1e-3, 0.9, 0.999, 1e-8, 1e-2, true);
    Optimizer LBFGS = new Lbfgs(1, 20, 10, 1e-7);

    /// The length of a step before the schedule's factor.
    double learningRate();

    Optimizer withLearningRate(double learningRate);

    /// Gradient descent with momentum: `v = momentum · v + g`, and a step along `-v`, or along
    /// `-(g + momentum · v)` with Nesterov's look ahead (Sutskever et al. 2013).
    ///
    /// @param learningRate above 0
    /// @param momentum from 0, which keeps no average, to below 1
    /// @param nesterov needs a momentum
    /// @param weightDecay what is added to the gradient for each unit of a parameter, 0 or more
    record Sgd(double learningRate, double momentum, boolean nesterov, double weightDecay) implements Optimizer {
        public Sgd {
            new Problems("The optimizer SGD")
                    .require(learningRate > 0, rate(learningRate))
                    .require(momentum >= 0 && momentum < 1, "its momentum must be from 0 to below 1, not " + momentum)
                    .require(!nesterov || momentum > 0, "Nesterov's look ahead needs a momentum above 0")
                    .require(weightDecay >= 0, decay(weightDecay))
                    .throwIfAny(ErrorCode.INVALID_ARGUMENT);
        }

        @Override
        public Sgd withLearningRate(double learningRate) {
            return new Sgd(learningRate, momentum, nesterov, weightDecay);
        }

        public Sgd withMomentum(double momentum) {
            return new Sgd(learningRate, momentum, nesterov && momentum > 0, weightDecay);
        }

        public Sgd withWeightDecay(double weightDecay) {
            return new Sgd(learningRate, momentum, nesterov, weightDecay);
        }
    }

    /// Steps scaled by running averages of the gradient and of its square (Kingma, Ba 2015).
    ///
    /// @param learningRate above 0
    /// @param beta1 share of the old average of the gradient, from 0 to below 1
    /// @param beta2 share of the old average of its square, from 0 to below 1
    /// @param epsilon added to the root of the second average, above 0
    /// @param weightDecay 0 or more
    /// @param decoupled whether parameters shrink by `learningRate · weightDecay` beside the step
    ///     (AdamW, Loshchilov, Hutter 2019), rather than that the decay is added to the gradient
    record Adam(double learningRate, double beta1, double beta2, double epsilon, double weightDecay, boolean decoupled)
            implements Optimizer {
        public Adam {
            new Problems(decoupled ? "The optimizer AdamW" : "The optimizer Adam")
                    .require(learningRate > 0, rate(learningRate))
                    .require(beta1 >= 0 && beta1 < 1, "beta1 must be from 0 to below 1, not " + beta1)
                    .require(beta2 >= 0 && beta2 < 1, "beta2 must be from 0 to below 1, not " + beta2)
                    .require(epsilon > 0, "epsilon must be above 0, not " + epsilon)
                    .require(weightDecay >= 0, decay(weightDecay))
                    .throwIfAny(ErrorCode.INVALID_ARGUMENT);
        }

        @Override
        public Adam withLearningRate(double learningRate) {
            return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, decoupled);
        }

        public Adam withBetas(double beta1, double beta2) {
            return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, decoupled);
        }

        public Adam withWeightDecay(double weightDecay) {
            return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, decoupled);
        }
    }

    /// A quasi-Newton method of limited memory with a line search for the strong Wolfe conditions
    /// (Nocedal, Wright, "Numerical Optimization", 2nd edition, algorithms 7.5, 3.5 and 3.6). Made for
    /// batches of all examples and nets without chance: every step computes the loss of one batch many
    /// times.
    ///
    /// @param learningRate length of the first trial step of each search, above 0
    /// @param iterations most directions that are tried in a step, 1 or more
    /// @param history how many changes of the gradient are remembered, 1 or more
    /// @param tolerance a step ends where no element of the gradient is above it
    record Lbfgs(double learningRate, int iterations, int history, double tolerance) implements Optimizer {
        public Lbfgs {
            new Problems("The optimizer LBFGS")
                    .require(learningRate > 0, rate(learningRate))
                    .require(iterations >= 1, "it needs at least 1 iteration in a step, not " + iterations)
                    .require(history >= 1, "it must remember at least 1 change, not " + history)
                    .require(tolerance >= 0, "its tolerance must be 0 or more, not " + tolerance)
                    .throwIfAny(ErrorCode.INVALID_ARGUMENT);
        }

        @Override
        public Lbfgs withLearningRate(double learningRate) {
            return new Lbfgs(learningRate, iterations, history, tolerance);
        }
    }

    private static String rate(double learningRate) {
        return "its learning rate must be above 0, not " + learningRate;
    }

    private static String decay(double weightDecay) {
        return "its weight decay must be 0 or more, not " + weightDecay;
    }
}
