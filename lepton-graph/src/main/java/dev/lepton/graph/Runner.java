package dev.lepton.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One call of a session, prepared for a fixed number of rows: numbers are written to and read from memory
/// that ONNX Runtime uses in place, so that a run copies and allocates next to nothing.
///
/// Inputs and outputs are named by their place in the session's lists. One thread at a time; closed before
/// its session.
public final class Runner implements AutoCloseable {

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final List<Value> inputs;
    private final List<Value> outputs;
    private final Map<String, Integer> places; // of inputs, by name
    private final int rows;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment[] inputMemory; // [input]; NULL for strings
    private final @Nullable Output[] answers; // [output]; fixed ones lie in native memory
    private final Map<String, OnnxTensor> given = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> fixed = new LinkedHashMap<>();
    private final Set<String> free = new LinkedHashSet<>();

    Runner(OrtEnvironment environment, OrtSession session, List<Value> inputs, List<Value> outputs, int rows)
            throws OrtException {
        this.environment = environment;
        this.session = session;
        this.inputs = inputs;
        this.outputs = outputs;
        this.rows = rows;
        this.inputMemory = new MemorySegment[inputs.size()];
        this.answers = new Output[outputs.size()];
        this.places = HashMap.newHashMap(inputs.size());
        for (int i = 0; i < inputMemory.length; i++) {
            places.put(inputs.get(i).name(), i);
            prepareInput(i);
        }
        for (int i = 0; i < answers.length; i++) {
            prepareOutput(i);
        }
    }

    private void prepareInput(int place) throws OrtException {
        Value input = inputs.get(place);
        long[] sizes = sizes(input);
        if (Shape.of(sizes).elements() < 0) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED,
                    "A call cannot be prepared for the input " + input
                            + ": only the size of its first axis may be unknown.");
        }
        if (input.type() == ElementType.STRING) {
            inputMemory[place] = MemorySegment.NULL;
        } else {
            inputMemory[place] = OrtTensors.memory(arena, bytes(input.type(), sizes));
            given.put(input.name(), OrtTensors.tensor(environment, input.type(), inputMemory[place], sizes));
        }
    }

    /// Only outputs whose size is known before can have their place before.
    private void prepareOutput(int place) throws OrtException {
        Value output = outputs.get(place);
        long[] sizes = sizes(output);
        boolean sized = output.shape().isRankKnown() && Shape.of(sizes).isStatic();
        if (!sized || output.type().bits() < 8 || !startsLikeAnInput(output)) {
            free.add(output.name());
            return;
        }
        MemorySegment memory = OrtTensors.memory(arena, bytes(output.type(), sizes));
        fixed.put(output.name(), OrtTensors.tensor(environment, output.type(), memory, sizes));
        answers[place] = Output.of(output.type(), memory, sizes);
    }

    /// Whether the first axis is known or bears the name of an input's first axis, so that it stands for
    /// rows.
    private boolean startsLikeAnInput(Value output) {
        if (output.shape().isStatic()) {
            return true;
        }
        String name = output.shape().axis(0).name();
        return !name.isEmpty()
                && inputs.stream()
                        .anyMatch(input -> input.shape().rank() > 0
                                && input.shape().axis(0).name().equals(name));
    }

    private long[] sizes(Value value) {
        long[] sizes = value.shape().sizes();
        if (sizes.length > 0 && sizes[0] < 0) {
            sizes[0] = rows;
        }
        return sizes;
    }

    private static long bytes(ElementType type, long... sizes) {
        return Tensor.byteCount(type, Shape.of(sizes).elements());
    }

    /// The place of an input in the order of the session.
    public int inputIndex(String name) {
        Integer place = places.get(name);
        if (place == null) {
            throw new LeptonException(ErrorCode.INVALID_ARGUMENT, "The graph has no input \"" + name + "\".");
        }
        return place;
    }

    /// The native memory of a numeric input, to be written before each run; it starts with zeros.
    public MemorySegment input(int index) {
        if (inputMemory[index].equals(MemorySegment.NULL)) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "The input " + inputs.get(index) + " holds strings, not numbers.");
        }
        return inputMemory[index];
    }

    /// Sets the elements of a string input for the following runs.
    public void strings(int index, String... values) {
        Value input = inputs.get(index);
        if (input.type() != ElementType.STRING) {
            throw new LeptonException(ErrorCode.INVALID_ARGUMENT, "The input " + input + " does not hold strings.");
        }
        try {
            OnnxTensor before = given.put(input.name(), OrtStrings.tensor(environment, values, sizes(input)));
            if (before != null) {
                before.close();
            }
        } catch (OrtException e) {
            throw Session.failed(e);
        }
    }

    /// Copies the elements of an input, of the right type and number, to its place.
    public void set(int index, Input input) {
        if (input.type() == ElementType.STRING) {
            strings(index, input.texts());
            return;
        }
        MemorySegment place = input(index);
        if (input.type() != inputs.get(index).type() || input.elements().byteSize() != place.byteSize()) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "The input " + inputs.get(index) + " was given " + input.type() + input.shape() + " for " + rows
                            + " rows.");
        }
        place.copyFrom(input.elements());
    }

    /// Runs the graph on what the inputs hold now.
    public void run() {
        requireInputs();
        try (OrtSession.Result result = session.run(given, free, fixed)) {
            if (!free.isEmpty()) {
                for (int i = 0; i < answers.length; i++) {
                    String name = outputs.get(i).name();
                    if (free.contains(name)) {
                        answers[i] = OrtTensors.output(name, result.get(name).orElseThrow());
                    }
                }
            }
        } catch (OrtException e) {
            throw Session.failed(e);
        }
    }

    private void requireInputs() {
        if (given.size() < inputs.size()) {
            Value missing = inputs.stream()
                    .filter(input -> !given.containsKey(input.name()))
                    .findFirst()
                    .orElseThrow();
            throw new LeptonException(ErrorCode.INVALID_ARGUMENT, "The input " + missing + " was never set.");
        }
    }

    /// What the last run answered; the next run may write over it.
    public Output output(int index) {
        Output answer = answers[index];
        if (answer == null) {
            throw new LeptonException(ErrorCode.INVALID_ARGUMENT, "Nothing is answered before the first run.");
        }
        return answer;
    }

    @Override
    public void close() {
        given.values().forEach(OnnxTensor::close);
        fixed.values().forEach(OnnxTensor::close);
        arena.close();
    }
}
