package dev.lepton.nn.tabular;

import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Value;
import dev.lepton.model.Examples;
import dev.lepton.model.Predictions;
import dev.lepton.model.Target;
import dev.lepton.model.Task;
import org.bytedeco.pytorch.Tensor;

/// What a net's plain numbers mean for a task: what they are trained towards, and which answers they
/// are.
///
/// A net gives `[row, outputs]` or, where it has several members, `[row, member, outputs]`; the answer
/// is then the mean of the members' answers.
sealed interface Objective permits ClassObjective, NumberObjective {

    /// @param smoothing share of the target that is spread over all classes that training rows have
    static Objective of(Examples train, double smoothing) {
        return switch (train.task()) {
            case Task.Classification classes -> ClassObjective.of(classes, train, smoothing);
            case Task.Regression numbers -> NumberObjective.of(numbers.loss(), train);
        };
    }

    /// Numbers of one answer of the net, of one member.
    int outputs();

    /// What the net is to give before it has learnt anything, one for each output.
    float[] prior();

    /// What the net is trained towards, `[row, outputs]` in row-major order.
    float[] wanted(Target target);

    /// The loss of each answer, `[row]` or `[row, member]`, with ones after.
    ///
    /// @param answers what the net gives
    /// @param wanted of the same rows, `[row, outputs]` or `[row, 1, outputs]`
    Tensor losses(Tensor answers, Tensor wanted);

    /// What the net's numbers answer.
    ///
    /// @param raw `[row, member, output]`
    Predictions answers(float[] raw, int members);

    /// The same in the graph.
    ///
    /// @param raw double `[N, member, output]`
    /// @return double `[N, outputs]`
    Value lower(GraphOps ops, Value raw);

    /// The answer in the graph of a net that gives float `[N, outputs]` or `[N, members, outputs]`.
    default Value answer(GraphOps ops, Value net) {
        Value exact = ops.cast(net, ElementType.DOUBLE);
        return net.shape().rank() == 3 ? ops.reduceMean(lower(ops, exact), false, 1) : lower(ops, exact);
    }
}
