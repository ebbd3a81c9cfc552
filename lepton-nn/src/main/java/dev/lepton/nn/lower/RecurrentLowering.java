package dev.lepton.nn.lower;

import dev.lepton.graph.Attribute;
import dev.lepton.graph.ElementType;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.nn.layer.Recurrent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Recurrent nets in ONNX's operators, which want time as the first axis, all parameters of both directions in
/// one tensor, and the gates in another order than libtorch's.
final class RecurrentLowering {

    private final Recurrent leaf;
    private final Site site;

    private RecurrentLowering(Recurrent leaf, Site site) {
        this.leaf = leaf;
        this.site = site;
    }

    static Value lower(Recurrent leaf, Site site) {
        return new RecurrentLowering(leaf, site).lower();
    }

    private Value lower() {
        @Nullable Value count = site.steps().of(site.input());
        @Nullable
        Value lengths = count == null ? null : site.ops().cast(site.ops().squeeze(count, 1), ElementType.INT32);
        Value series = site.ops().transpose(site.input(), 1, 0, 2);
        long features = site.signal().size(1);
        for (int layer = 0; layer < leaf.layers(); layer++) {
            List<Value> answers = layer(layer, series, features, lengths);
            features = (long) leaf.directions() * leaf.units();
            if (layer == leaf.layers() - 1 && !leaf.wholeSequence()) {
                return site.ops().reshape(site.ops().transpose(answers.getLast(), 1, 0, 2), 0, features);
            }
            series = site.ops().reshape(site.ops().transpose(answers.getFirst(), 0, 2, 1, 3), 0, 0, features);
        }
        return site.ops().transpose(series, 1, 0, 2);
    }

    /// All states `[time, directions, N, units]` and the last ones `[directions, N, units]` of one layer.
    private List<Value> layer(int layer, Value series, long features, @Nullable Value lengths) {
        List<Value> given = new ArrayList<>();
        given.add(series);
        given.add(weights("weight_ih", layer, features));
        given.add(weights("weight_hh", layer, leaf.units()));
        given.add(biases(layer));
        if (lengths != null) {
            given.add(lengths);
        }
        Map<String, Attribute> attributes = new HashMap<>();
        attributes.put("hidden_size", Attribute.of(leaf.units()));
        attributes.put("direction", Attribute.of(leaf.bidirectional() ? "bidirectional" : "forward"));
        if (leaf.cell() == Recurrent.Cell.GRU) {
            attributes.put("linear_before_reset", Attribute.of(1));
        }
        Shape.Axis time = series.shape().axis(0);
        Shape.Axis batch = series.shape().axis(1);
        Shape.Axis directions = new Shape.Axis(leaf.directions(), "");
        Shape.Axis units = new Shape.Axis(leaf.units(), "");
        return site.builder()
                .nodes(
                        "",
                        leaf.cell().name(),
                        given,
                        attributes,
                        List.of(
                                new Value("", ElementType.FLOAT, Shape.of(List.of(time, directions, batch, units))),
                                new Value("", ElementType.FLOAT, Shape.of(List.of(directions, batch, units)))));
    }

    /// `[directions, gates * units, columns]`
    private Value weights(String name, int layer, long columns) {
        List<Float> values = new ArrayList<>();
        for (int direction = 0; direction < leaf.directions(); direction++) {
            append(values, name + Recurrent.suffix(layer, direction), columns);
        }
        return constant(values, leaf.directions(), rows(), columns);
    }

    /// `[directions, 2 * gates * units]`: those of the input, then those of the state.
    private Value biases(int layer) {
        List<Float> values = new ArrayList<>();
        for (int direction = 0; direction < leaf.directions(); direction++) {
            append(values, "bias_ih" + Recurrent.suffix(layer, direction), 1);
            append(values, "bias_hh" + Recurrent.suffix(layer, direction), 1);
        }
        return constant(values, leaf.directions(), 2 * rows());
    }

    private long rows() {
        return (long) leaf.cell().gates() * leaf.units();
    }

    private Value constant(List<Float> values, long... sizes) {
        float[] elements = new float[values.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = values.get(i);
        }
        return site.builder().constant(Tensor.floats(Shape.of(sizes), elements));
    }

    /// Adds a parameter's rows with the gates in ONNX's order.
    private void append(List<Float> values, String name, long columns) {
        float[] elements = site.tensor(name).toFloats();
        int block = Math.toIntExact(leaf.units() * columns);
        for (int gate : gatesInOrder()) {
            for (int i = 0; i < block; i++) {
                values.add(elements[gate * block + i]);
            }
        }
    }

    /// Where libtorch has the gates that ONNX wants one after the other: of i, f, g, o it wants i, o, f, g, of
    /// r, z, n it wants z, r, n.
    private int[] gatesInOrder() {
        return switch (leaf.cell()) {
            case RNN -> new int[] {0};
            case LSTM -> new int[] {0, 3, 1, 2};
            case GRU -> new int[] {1, 0, 2};
        };
    }
}
