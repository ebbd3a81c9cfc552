package dev.lepton.graph;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import dev.lepton.base.Problems;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/// A graph that is loaded into ONNX Runtime and answers.
///
/// Any number of threads may run one session at once; it must be closed after the last of them is done.
public final class Session implements AutoCloseable {

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final List<Value> inputs;
    private final Set<String> inputNames;
    private final List<Value> outputs;

    private Session(OrtEnvironment environment, OrtSession session) throws OrtException {
        this.environment = environment;
        this.session = session;
        this.inputs = values(session.getInputInfo().values());
        this.inputNames = inputs.stream().map(Value::name).collect(Collectors.toCollection(LinkedHashSet::new));
        this.outputs = values(session.getOutputInfo().values());
    }

    public static Session open(Graph graph, SessionOptions options) {
        return open(graph.toBytes(), options);
    }

    /// @param model the bytes of an `.onnx` file
    /// @throws LeptonException with `INVALID_MODEL` or `UNSUPPORTED` where ONNX Runtime cannot run the
    /// graph
    public static Session open(byte[] model, SessionOptions options) {
        try (OrtSession.SessionOptions settings = settings(options)) {
            OrtSession session = DeepStack.call(() -> environment().createSession(model, settings));
            return new Session(environment(), session);
        } catch (OrtException e) {
            ErrorCode code = switch (e.getCode()) {
                case ORT_NOT_IMPLEMENTED -> ErrorCode.UNSUPPORTED;
                default -> ErrorCode.INVALID_MODEL;
            };
            throw new LeptonException(code, "ONNX Runtime cannot run the graph: " + e.getMessage(), e);
        }
    }

    /// One environment serves the whole process. Refusals come as exceptions; the log would only repeat them.
    private static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "lepton");
    }

    private static OrtSession.SessionOptions settings(SessionOptions options) throws OrtException {
        OrtSession.SessionOptions settings = new OrtSession.SessionOptions();
        settings.setIntraOpNumThreads(options.threads());
        settings.setInterOpNumThreads(options.parallelOperators());
        settings.setExecutionMode(
                options.parallelOperators() > 1
                        ? OrtSession.SessionOptions.ExecutionMode.PARALLEL
                        : OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        settings.setOptimizationLevel(
                switch (options.optimisation()) {
                    case NONE -> OrtSession.SessionOptions.OptLevel.NO_OPT;
                    case BASIC -> OrtSession.SessionOptions.OptLevel.BASIC_OPT;
                    case ALL -> OrtSession.SessionOptions.OptLevel.ALL_OPT;
                });
        settings.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        String spinning = options.spinning() ? "1" : "0";
        settings.addConfigEntry("session.intra_op.allow_spinning", spinning);
        settings.addConfigEntry("session.inter_op.allow_spinning", spinning);
        return settings;
    }

    private static List<Value> values(Collection<NodeInfo> infos) {
        List<Value> values = new ArrayList<>();
        for (NodeInfo info : infos) {
            values.add(
                    info.getInfo() instanceof TensorInfo tensor
                            ? new Value(info.getName(), OrtTensors.type(tensor), shape(tensor))
                            : new Value(info.getName(), ElementType.UNDEFINED, Shape.unknown()));
        }
        return List.copyOf(values);
    }

    private static Shape shape(TensorInfo tensor) {
        long[] sizes = tensor.getShape();
        String[] names = tensor.getDimensionNames();
        List<Shape.Axis> axes = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            axes.add(new Shape.Axis(Math.max(sizes[i], -1), sizes[i] < 0 ? names[i] : ""));
        }
        return Shape.of(axes);
    }

    /// What must be given, in the graph's order.
    public List<Value> inputs() {
        return inputs;
    }

    /// What is answered, in the graph's order.
    public List<Value> outputs() {
        return outputs;
    }

    /// Runs the graph for all of its outputs.
    ///
    /// @param given one input for every name in [#inputs()]
    /// @throws LeptonException with `INVALID_DATA` where the inputs do not fit the graph
    public SequencedMap<String, Output> run(Map<String, Input> given) {
        Set<String> all = new LinkedHashSet<>();
        outputs.forEach(output -> all.add(output.name()));
        return run(given, all);
    }

    /// Runs the graph for some of its outputs; whatever only others need is computed too.
    public SequencedMap<String, Output> run(Map<String, Input> given, Set<String> wanted) {
        check(given);
        List<OnnxTensor> open = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
            for (Map.Entry<String, Input> entry : given.entrySet()) {
                OnnxTensor tensor = OrtTensors.tensor(environment, entry.getValue(), arena);
                open.add(tensor);
                tensors.put(entry.getKey(), tensor);
            }
            SequencedMap<String, Output> answers = new LinkedHashMap<>();
            try (OrtSession.Result result = session.run(tensors, wanted)) {
                for (var entry : result) {
                    answers.put(entry.getKey(), OrtTensors.output(entry.getKey(), entry.getValue()));
                }
            }
            return answers;
        } catch (OrtException e) {
            throw failed(e);
        } finally {
            open.forEach(OnnxTensor::close);
        }
    }

    /// A call that is made again and again with the same number of rows, for the lowest latency.
    ///
    /// @param rows what stands for the unknown first axis of inputs and outputs
    public Runner runner(int rows) {
        return runner(rows, outputs.stream().map(Value::name).toList());
    }

    /// As [#runner(int)], but only some outputs are fetched: each takes its time, strings most.
    ///
    /// @param wanted names of outputs; the runner's places count them in the graph's order
    public Runner runner(int rows, List<String> wanted) {
        List<Value> fetched = outputs.stream()
                .filter(output -> wanted.contains(output.name()))
                .toList();
        try {
            return new Runner(environment, session, inputs, fetched, rows);
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    private void check(Map<String, Input> given) {
        Problems problems = new Problems("The inputs do not fit the graph");
        for (String name : given.keySet()) {
            if (!inputNames.contains(name)) { // the hint compares all names, far too slow for every run
                problems.add("it has no input \"" + name + "\"." + Names.hint(name, inputNames));
            }
        }
        for (Value input : inputs) {
            Input came = given.get(input.name());
            if (came == null) {
                problems.add("input " + input + " is missing");
            } else if (came.type() != input.type() || !came.shape().agreesWith(input.shape())) {
                problems.add("input " + input + " was given " + came.type() + came.shape());
            }
        }
        problems.throwIfAny(ErrorCode.INVALID_DATA);
    }

    static LeptonException failed(OrtException e) {
        return new LeptonException(
                ErrorCode.INVALID_DATA, "ONNX Runtime could not run the graph on these inputs: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "The session cannot be closed: " + e.getMessage(), e);
        }
    }
}
