package dev.lepton.nn.train;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.nn.internal.torch.TorchNet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// The parameters of a net that are trained, and their gradients, each in one piece and ordered by
/// group.
final class Parameters {

    /// Parameters of one group.
    ///
    /// @param values where they lie in [Parameters#values()]
    /// @param gradients where theirs lie in [Parameters#gradients()]
    record Range(ParameterGroup group, long from, long to, Tensor values, Tensor gradients) {}

    private final Flat values;
    private final Flat gradients;
    private final List<Range> ranges = new ArrayList<>();

    Parameters(TorchNet net, List<ParameterGroup> groups) {
        SequencedMap<ParameterGroup, List<Tensor>> byGroup = new LinkedHashMap<>();
        net.parameters().forEach((name, tensor) -> {
            ParameterGroup group = ParameterGroup.of(name, groups);
            if (group.rateFactor() == 0) {
                tensor.requires_grad_(false);
            } else {
                byGroup.computeIfAbsent(group, any -> new ArrayList<>()).add(tensor);
            }
        });
        List<Tensor> trained =
                byGroup.values().stream().flatMap(Collection::stream).toList();
        if (trained.isEmpty()) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The network has no parameter to train: its "
                            + net.parameters().size() + " parameters all have a rate factor of 0.");
        }
        values = Flat.holding(trained, net.device());
        gradients = Flat.gradientsOf(values, trained);
        int index = 0;
        for (Map.Entry<ParameterGroup, List<Tensor>> members : byGroup.sequencedEntrySet()) {
            long from = values.offset(index);
            index += members.getValue().size();
            long to = values.offset(index);
            ranges.add(new Range(
                    members.getKey(),
                    from,
                    to,
                    values.whole().narrow(0, from, to - from),
                    gradients.whole().narrow(0, from, to - from)));
        }
    }

    Tensor values() {
        return values.whole();
    }

    Tensor gradients() {
        return gradients.whole();
    }

    List<Range> ranges() {
        return ranges;
    }

    /// Adds the gradient of the penalties on large parameters to the gradients.
    void penalise(Gradients settings) {
        for (Range range : ranges) {
            double factor = range.group.decayFactor();
            if (settings.l2() * factor > 0) {
                range.gradients.add_(range.values, new Scalar(settings.l2() * factor));
            }
            if (settings.l1() * factor > 0) {
                range.gradients.add_(range.values.sign(), new Scalar(settings.l1() * factor));
            }
        }
    }

    /// The penalties themselves.
    double penalty(Gradients settings) {
        double sum = 0;
        for (Range range : ranges) {
            double factor = range.group.decayFactor();
            if (settings.l2() * factor > 0) {
                sum += settings.l2()
                        * factor
                        / 2
                        * range.values.dot(range.values).item_double();
            }
            if (settings.l1() * factor > 0) {
                sum += settings.l1() * factor * range.values.abs().sum().item_double();
            }
        }
        return sum;
    }
}
