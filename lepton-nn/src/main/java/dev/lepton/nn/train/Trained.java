package dev.lepton.nn.train;

import dev.lepton.nn.Network;
import dev.lepton.nn.Weights;
import dev.lepton.nn.layer.Signal;
import java.nio.file.Path;
import java.util.List;

/// A net with what it has learnt.
///
/// @param inputs one example of each, without the batch axis
/// @param loss what was made small
/// @param curve one point for each epoch
/// @param bestEpoch the epoch, from 1, whose weights these are; 0 for weights from before the first
/// @param precision in which numbers it was trained in the end; never AUTO
public record Trained(
        Network network,
        List<Signal> inputs,
        Weights weights,
        Loss loss,
        List<Point> curve,
        int bestEpoch,
        Ending ending,
        Precision precision) {

    /// How good answers are.
    ///
    /// @param loss mean over the examples
    /// @param accuracy share of right answers; NaN where targets are no classes
    public record Quality(double loss, double accuracy) {}

    public Trained {
        inputs = List.copyOf(inputs);
        curve = List.copyOf(curve);
    }

    /// What the net says to examples, in their order.
    public Answers predict(Samples samples) {
        return predict(samples, Run.plain());
    }

    /// @param run of which only place and threads count
    public Answers predict(Samples samples, Run run) {
        return Evaluation.answers(this, samples, run);
    }

    /// @throws dev.lepton.base.LeptonException `INVALID_ARGUMENT` where the samples have no target that
    ///     fits the loss
    public Quality evaluate(Samples samples) {
        return Evaluation.quality(this, samples, Run.plain());
    }

    /// Writes the weights beside and renames.
    public void save(Path file) {
        weights.write(file);
    }
}
