package dev.lepton.nn.train;

import dev.lepton.nn.internal.torch.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Adam or AdamW by libtorch's fused operators: one pass over parameters, gradients and both averages.
final class AdamUpdate implements Update {

    private static final int RATE = 6;
    private static final int WEIGHT_DECAY = 9;

    private final Optimizer.Adam settings;
    private final List<Parameters.Range> ranges;
    private final Tensor first; // running mean of gradients
    private final Tensor second; // running mean of their squares
    private final Tensor steps; // one number, which libtorch reads as float32
    private final List<Operator> operators = new ArrayList<>();
    private long count; // as libtorch, exact up to 16 million

    AdamUpdate(Optimizer.Adam settings, Parameters parameters) {
        this.settings = settings;
        this.ranges = parameters.ranges();
        this.first = torch.zeros_like(parameters.values());
        this.second = torch.zeros_like(parameters.values());
        this.steps = torch.zeros(new long[0]).to(parameters.values().device(), torch.ScalarType.Float);
        for (Parameters.Range range : ranges) {
            long size = range.to() - range.from();
            operators.add(new Operator(
                    settings.decoupled() ? "aten::_fused_adamw_" : "aten::_fused_adam_",
                    Operator.list(range.values()),
                    Operator.list(range.gradients()),
                    Operator.list(first.narrow(0, range.from(), size)),
                    Operator.list(second.narrow(0, range.from(), size)),
                    Operator.list(), // greatest second averages, which only AMSGrad keeps
                    Operator.list(steps),
                    new IValue(0.0), // rate
                    new IValue(settings.beta1()),
                    new IValue(settings.beta2()),
                    new IValue(0.0), // weight decay
                    new IValue(settings.epsilon()),
                    new IValue(false), // not AMSGrad
                    new IValue(false), // not to a maximum
                    Operator.none(),
                    Operator.none()));
        }
    }

    @Override
    public double step(Objective objective, Pace pace) {
        double loss = objective.evaluate();
        if (Double.isFinite(loss)) {
            steps.fill_(new Scalar((float) ++count));
            for (int i = 0; i < operators.size(); i++) {
                ParameterGroup group = ranges.get(i).group();
                operators.get(i).set(RATE, pace.rate() * group.rateFactor());
                operators.get(i).set(WEIGHT_DECAY, settings.weightDecay() * group.decayFactor() * pace.decay());
                operators.get(i).call();
            }
        }
        return loss;
    }

    @Override
    public SequencedMap<String, float[]> state() {
        SequencedMap<String, float[]> state = new LinkedHashMap<>();
        state.put("count", new float[] {count});
        state.put("first", Tensors.toFloats(first));
        state.put("second", Tensors.toFloats(second));
        return state;
    }

    @Override
    public void restore(SequencedMap<String, float[]> state) {
        count = (long) Checkpoint.array(state, "count")[0];
        Flat.set(first, Checkpoint.array(state, "first"));
        Flat.set(second, Checkpoint.array(state, "second"));
    }
}
