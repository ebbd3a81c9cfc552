package dev.lepton.nn.train;

import dev.lepton.nn.internal.torch.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// L-BFGS: directions by the two-loop recursion over remembered changes, steps by [LineSearch]. One
/// step of training is several iterations on one batch. A change is remembered only where the curvature
/// along it is positive, as that is what keeps the approximated Hessian so; a direction that does not
/// descend makes it forget them all.
final class LbfgsUpdate implements Update {

    private static final double LEAST_CURVATURE = 1e-10;

    /// What one iteration changed.
    ///
    /// @param parameters by how much they moved
    /// @param gradients by how much their gradient differed
    private record Change(Tensor parameters, Tensor gradients) {

        double curvature() {
            return parameters.dot(gradients).item_double();
        }

        void copy(Change other) {
            parameters.copy_(other.parameters);
            gradients.copy_(other.gradients);
        }
    }

    private final Optimizer.Lbfgs settings;
    private final Parameters parameters;
    private final List<Change> changes = new ArrayList<>(); // room for the whole history, oldest first
    private int remembered;

    LbfgsUpdate(Optimizer.Lbfgs settings, Parameters parameters) {
        this.settings = settings;
        this.parameters = parameters;
        for (int i = 0; i < settings.history(); i++) {
            changes.add(new Change(torch.zeros_like(parameters.values()), torch.zeros_like(parameters.values())));
        }
    }

    @Override
    public double step(Objective objective, Pace pace) {
        double loss = objective.evaluate();
        if (!Double.isFinite(loss)) {
            return loss;
        }
        double value = loss + objective.penalty();
        for (int i = 0; i < settings.iterations() && largestGradient() > settings.tolerance(); i++) {
            double next = iterate(objective, pace.rate(), value);
            if (!(next < value)) {
                break; // nothing left that float32 could tell
            }
            value = next;
        }
        return loss;
    }

    private double largestGradient() {
        try (PointerScope _ = new PointerScope()) {
            return parameters.gradients().abs().max().item_double();
        }
    }

    /// Goes along one direction.
    ///
    /// @return the objective where it ends
    private double iterate(Objective objective, double rate, double value) {
        try (PointerScope _ = new PointerScope()) {
            Tensor gradient = parameters.gradients().clone();
            Tensor start = parameters.values().clone();
            Tensor direction = direction(gradient);
            double slope = gradient.dot(direction).item_double();
            if (!(slope < 0)) {
                remembered = 0;
                direction = gradient.neg();
                slope = -gradient.dot(gradient).item_double();
            }
            double first = remembered == 0
                    ? rate * Math.min(1, 1 / gradient.abs().sum().item_double())
                    : rate;
            Tensor along = direction;
            LineSearch.Trial found = new LineSearch(length -> {
                        parameters.values().copy_(start).add_(along, new Scalar(length));
                        double there = objective.evaluate();
                        return new LineSearch.Trial(
                                length,
                                there + objective.penalty(),
                                parameters.gradients().dot(along).item_double());
                    })
                    .from(new LineSearch.Trial(0, value, slope), first);
            remember(new Change(
                    parameters.values().sub(start), parameters.gradients().sub(gradient)));
            return found.value();
        }
    }

    /// Minus the gradient times the approximated inverse of the Hessian.
    private Tensor direction(Tensor gradient) {
        Tensor direction = gradient.neg();
        double[] shares = new double[remembered];
        for (int i = remembered - 1; i >= 0; i--) {
            Change change = changes.get(i);
            shares[i] = change.parameters.dot(direction).item_double() / change.curvature();
            direction.add_(change.gradients, new Scalar(-shares[i]));
        }
        if (remembered > 0) {
            Change newest = changes.get(remembered - 1);
            direction.mul_(new Scalar(
                    newest.curvature() / newest.gradients.dot(newest.gradients).item_double()));
        }
        for (int i = 0; i < remembered; i++) {
            Change change = changes.get(i);
            double share = change.gradients.dot(direction).item_double() / change.curvature();
            direction.add_(change.parameters, new Scalar(shares[i] - share));
        }
        return direction;
    }

    private void remember(Change change) {
        if (change.curvature() <= LEAST_CURVATURE) {
            return;
        }
        if (remembered == changes.size()) {
            changes.add(changes.removeFirst());
            remembered--;
        }
        changes.get(remembered++).copy(change);
    }

    @Override
    public SequencedMap<String, float[]> state() {
        SequencedMap<String, float[]> state = new LinkedHashMap<>();
        state.put("remembered", new float[] {remembered});
        for (int i = 0; i < remembered; i++) {
            state.put("parameters." + i, Tensors.toFloats(changes.get(i).parameters));
            state.put("gradients." + i, Tensors.toFloats(changes.get(i).gradients));
        }
        return state;
    }

    @Override
    public void restore(SequencedMap<String, float[]> state) {
        remembered = (int) Checkpoint.array(state, "remembered")[0];
        for (int i = 0; i < remembered; i++) {
            Flat.set(changes.get(i).parameters, Checkpoint.array(state, "parameters." + i));
            Flat.set(changes.get(i).gradients, Checkpoint.array(state, "gradients." + i));
        }
    }
}
