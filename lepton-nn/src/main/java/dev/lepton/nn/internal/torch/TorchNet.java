package dev.lepton.nn.internal.torch;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.Shape;
import dev.lepton.nn.Network;
import dev.lepton.nn.Place;
import dev.lepton.nn.Weights;
import dev.lepton.nn.layer.Parameter;
import dev.lepton.nn.layer.PoolingFirst;
import dev.lepton.nn.layer.Signal;
import dev.lepton.nn.layer.Step;
import dev.lepton.nn.layer.Steps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// A network with its weights in libtorch, ready to answer and to be trained.
///
/// Its tensors live until it is closed; tensors that [#forward] makes belong to the scope that the caller
/// opened. To be used by one thread.
public final class TorchNet implements AutoCloseable {

    private final Network network;
    private final Network computed; // the same, cheaper
    private final List<Signal> inputs;
    private final Device device;
    private final SequencedMap<String, Tensor> parameters = new LinkedHashMap<>();
    private final SequencedMap<String, Tensor> buffers = new LinkedHashMap<>();
    private final Map<String, LayerTensors> layers = new HashMap<>(); // by path
    private final List<Pointer> owned = new ArrayList<>();
    private boolean closed;

    private TorchNet(Network network, List<Signal> inputs, Place place) {
        this.network = network;
        this.computed = new Network(PoolingFirst.of(network.layers()));
        this.inputs = List.copyOf(inputs);
        this.device = owned(Torch.device(place));
    }

    /// @param inputs one example of each, without the batch axis
    /// @throws LeptonException with `INVALID_MODEL` where the weights are not the network's
    public static TorchNet of(Network network, List<Signal> inputs, Weights weights, Place place) {
        network.checked(weights, inputs);
        Torch.ready();
        try (PointerScope _ = new PointerScope()) {
            TorchNet net = new TorchNet(network, inputs, place);
            TensorOptional none = net.owned(new TensorOptional());
            for (Step step : net.computed.steps(inputs)) {
                net.add(step, none);
            }
            net.load(weights);
            return net;
        }
    }

    public static TorchNet of(Network network, Shape input, Weights weights, Place place) {
        return of(network, Network.reals(input), weights, place);
    }

    private void add(Step step, TensorOptional none) {
        Map<String, Tensor> tensors = new HashMap<>();
        Map<String, TensorOptional> optionals = new HashMap<>();
        for (Parameter parameter : step.parameters()) {
            Tensor tensor = owned(Layout.empty(step.leaf(), parameter).to(device, ScalarType.Float));
            tensor.requires_grad_(parameter.trained());
            (parameter.trained() ? parameters : buffers).put(step.name(parameter), tensor);
            tensors.put(parameter.name(), tensor);
            optionals.put(parameter.name(), owned(new TensorOptional(tensor)));
        }
        layers.put(step.path(), new LayerTensors(tensors, optionals, none));
    }

    /// Keeps a pointer until this net is closed, whatever scope it was made in.
    private <P extends Pointer> P owned(P pointer) {
        pointer.retainReference();
        owned.add(pointer);
        return pointer;
    }

    public Network network() {
        return network;
    }

    /// One example of each input, without the batch axis.
    public List<Signal> inputs() {
        return inputs;
    }

    /// Where its tensors are.
    public Device device() {
        return device;
    }

    /// Tensors that training changes, by name, in the order of computation.
    public SequencedMap<String, Tensor> parameters() {
        return Collections.unmodifiableSequencedMap(parameters);
    }

    /// Tensors that are kept besides, such as running means.
    public SequencedMap<String, Tensor> buffers() {
        return Collections.unmodifiableSequencedMap(buffers);
    }

    /// Computes the net for a batch of examples; must be called inside a scope.
    ///
    /// @param batch float32 for reals, int64 for ids, `[examples, ...]`, where this net is
    /// @return the net's only output, `[examples, ...]`
    public Tensor forward(Tensor batch, Pass pass) {
        List<Tensor> outputs = forward(List.of(batch), pass);
        if (outputs.size() != 1) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The network has " + outputs.size() + " outputs; ask for all of them with a list of inputs.");
        }
        return outputs.getFirst();
    }

    /// Computes the net for a batch of examples of several inputs; must be called inside a scope.
    public List<Tensor> forward(List<Tensor> batch, Pass pass) {
        if (closed || batch.size() != inputs.size()) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    closed
                            ? "The net was closed and cannot compute any more."
                            : "The network has the inputs " + inputs + ", but " + batch.size() + " came.");
        }
        return switch (pass) {
            case TRAINING -> walk(batch, pass);
            case EVALUATION -> {
                try (NoGradGuard _ = new NoGradGuard()) {
                    yield walk(batch, pass);
                }
            }
        };
    }

    private List<Tensor> walk(List<Tensor> batch, Pass pass) {
        return new LeafWalk(path -> Objects.requireNonNull(layers.get(path)), new Steps<>(), pass)
                .run(computed.layers(), batch);
    }

    /// A copy of all parameters and buffers.
    public Weights weights() {
        SequencedMap<String, dev.lepton.graph.Tensor> copies = new LinkedHashMap<>();
        try (PointerScope _ = new PointerScope()) {
            network.parameters(inputs)
                    .forEach((name, parameter) -> copies.put(
                            name, dev.lepton.graph.Tensor.floats(parameter.shape(), Tensors.toFloats(tensor(name)))));
        }
        return new Weights(copies);
    }

    /// Gives all parameters and buffers other values, in place.
    ///
    /// @throws LeptonException with `INVALID_MODEL` where the weights are not the network's
    public void load(Weights weights) {
        network.checked(weights, inputs);
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            weights.tensors()
                    .forEach((name, values) -> tensor(name)
                            .copy_(Tensors.floats(
                                    values.toFloats(), values.shape().sizes())));
        }
    }

    private Tensor tensor(String name) {
        Tensor parameter = parameters.get(name);
        return parameter != null ? parameter : Objects.requireNonNull(buffers.get(name));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            owned.reversed().forEach(Pointer::releaseReference);
            NativeMemory.release();
        }
    }
}
