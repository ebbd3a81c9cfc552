package dev.lepton.nn.train;

import dev.lepton.base.Seed;
import dev.lepton.nn.internal.torch.Pass;
import dev.lepton.nn.internal.torch.TorchNet;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// The loss of one batch and its gradient.
final class Stepping implements Update.Objective {

    private final TorchNet net;
    private final Criterion criterion;
    private final LossTensors losses;
    private final Parameters parameters;
    private final Gradients settings;
    private final Device device;

    private @Nullable Batch given; // null before the first
    private Seed chance = new Seed(0);
    private Precision precision = Precision.FLOAT32;
    private double weight;

    Stepping(TorchNet net, Criterion criterion, LossTensors losses, Parameters parameters, Gradients settings) {
        this.net = net;
        this.criterion = criterion;
        this.losses = losses;
        this.parameters = parameters;
        this.settings = settings;
        this.device = net.device();
    }

    /// Names the batch whose loss is computed from now on.
    ///
    /// @param chance for dropout, the same however often the batch is computed
    /// @param precision never AUTO
    void on(Batch batch, Seed chance, Precision precision) {
        this.given = batch;
        this.chance = chance;
        this.precision = precision;
    }

    /// How much what was scored last weighs together.
    double weight() {
        return weight;
    }

    @Override
    public double evaluate() {
        Batch batch = Objects.requireNonNull(given);
        try (PointerScope _ = new PointerScope()) {
            torch.manual_seed(chance.value());
            parameters.gradients().zero_();
            int parts = Math.min(settings.parts(), batch.size());
            weight = 0;
            for (int part = 0; part < parts; part++) {
                weight += criterion.weight(batch, from(batch, part, parts), from(batch, part + 1, parts));
            }
            double loss = 0;
            for (int part = 0; part < parts && weight > 0; part++) {
                loss += evaluate(batch, from(batch, part, parts), from(batch, part + 1, parts));
            }
            parameters.penalise(settings);
            return isBounded() ? loss : Double.NaN;
        }
    }

    private static int from(Batch batch, int part, int parts) {
        return (int) ((long) batch.size() * part / parts);
    }

    private double evaluate(Batch batch, int from, int to) {
        List<Tensor> inputs = batch.inputs(from, to, device);
        Tensor answers;
        try (Autocast _ = new Autocast(precision, device)) {
            answers = net.forward(inputs, Pass.TRAINING).getFirst();
        }
        if (precision != Precision.FLOAT32) {
            answers = answers.to(ScalarType.Float);
        }
        Tensor loss = losses.sum(answers, batch, from, to).mul(new Scalar(1 / weight));
        loss.backward();
        return loss.item_double();
    }

    /// Bounds the gradients.
    ///
    /// @return false where their length was asked for and is not finite
    private boolean isBounded() {
        Tensor gradients = parameters.gradients();
        if (settings.value() > 0) {
            gradients.clamp_(
                    new ScalarOptional(new Scalar(-settings.value())),
                    new ScalarOptional(new Scalar(settings.value())));
        }
        if (settings.norm() > 0) {
            double norm = gradients.norm().item_double();
            if (norm > settings.norm()) {
                gradients.mul_(new Scalar(settings.norm() / norm));
            }
            return Double.isFinite(norm);
        }
        return true;
    }

    @Override
    public double penalty() {
        try (PointerScope _ = new PointerScope()) {
            return parameters.penalty(settings);
        }
    }
}
