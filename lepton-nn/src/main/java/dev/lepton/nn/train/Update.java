package dev.lepton.nn.train;

import java.util.SequencedMap;

/// An optimizer at work on the parameters of one net.
sealed interface Update permits SgdUpdate, AdamUpdate, LbfgsUpdate {

    /// The loss of one batch as a function of the parameters.
    interface Objective {

        /// Computes the loss with the parameters as they are, without penalties, and leaves its
        /// gradient, with penalties and bounds, with the parameters.
        double evaluate();

        /// What penalties add to the loss.
        double penalty();
    }

    /// How long a step is.
    ///
    /// @param rate the learning rate
    /// @param decay factor of the weight decay
    record Pace(double rate, double decay) {}

    /// Moves the parameters by one step; they stay where they are if the loss or its gradient is not
    /// finite.
    ///
    /// @return the loss before the step
    double step(Objective objective, Pace pace);

    /// What is remembered from step to step, by name.
    SequencedMap<String, float[]> state();

    /// @param state as [#state()] gave it
    void restore(SequencedMap<String, float[]> state);

    static Update of(Optimizer optimizer, Parameters parameters) {
        return switch (optimizer) {
            case Optimizer.Sgd sgd -> new SgdUpdate(sgd, parameters);
            case Optimizer.Adam adam -> new AdamUpdate(adam, parameters);
            case Optimizer.Lbfgs lbfgs -> new LbfgsUpdate(lbfgs, parameters);
        };
    }
}
