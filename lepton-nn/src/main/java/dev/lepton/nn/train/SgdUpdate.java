package dev.lepton.nn.train;

import dev.lepton.nn.internal.torch.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Gradient descent by libtorch's fused operator: one pass over parameters, gradients and velocities.
final class SgdUpdate implements Update {

    private static final int WEIGHT_DECAY = 3;
    private static final int RATE = 5;

    private final Optimizer.Sgd settings;
    private final List<Parameters.Range> ranges;
    private final Tensor velocity; // as long as the parameters, empty without momentum
    private final List<Operator> operators = new ArrayList<>();

    SgdUpdate(Optimizer.Sgd settings, Parameters parameters) {
        this.settings = settings;
        this.ranges = parameters.ranges();
        boolean moving = settings.momentum() > 0;
        this.velocity = moving ? torch.zeros_like(parameters.values()) : torch.zeros(0);
        for (Parameters.Range range : ranges) {
            operators.add(new Operator(
                    "aten::_fused_sgd_",
                    Operator.list(range.values()),
                    Operator.list(range.gradients()),
                    moving
                            ? Operator.list(velocity.narrow(0, range.from(), range.to() - range.from()))
                            : Operator.list(),
                    new IValue(0.0), // weight decay
                    new IValue(settings.momentum()),
                    new IValue(0.0), // rate
                    new IValue(0.0), // dampening
                    new IValue(settings.nesterov()),
                    new IValue(false), // not to a maximum
                    new IValue(false), // a velocity of zero is as good as none
                    Operator.none(),
                    Operator.none()));
        }
    }

    @Override
    public double step(Objective objective, Pace pace) {
        double loss = objective.evaluate();
        if (Double.isFinite(loss)) {
            for (int i = 0; i < operators.size(); i++) {
                ParameterGroup group = ranges.get(i).group();
                operators.get(i).set(WEIGHT_DECAY, settings.weightDecay() * group.decayFactor() * pace.decay());
                operators.get(i).set(RATE, pace.rate() * group.rateFactor());
                operators.get(i).call();
            }
        }
        return loss;
    }

    @Override
    public SequencedMap<String, float[]> state() {
        SequencedMap<String, float[]> state = new LinkedHashMap<>();
        state.put("velocity", Tensors.toFloats(velocity));
        return state;
    }

    @Override
    public void restore(SequencedMap<String, float[]> state) {
        Flat.set(velocity, Checkpoint.array(state, "velocity"));
    }
}
