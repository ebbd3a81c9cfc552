package dev.lepton.nn.train;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.nn.internal.torch.Tensors;
import dev.lepton.nn.internal.torch.Torch;
import dev.lepton.nn.layer.Signal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Room for a number of examples in libtorch's own memory, filled again and again.
///
/// Every buffer starts at the first example; examples follow each other without gaps.
public final class Batch {

    /// A tensor and its memory.
    private record Room(Signal signal, Tensor tensor, ByteBuffer memory) {

        static Room of(Signal signal, int capacity, boolean pinned) {
            long[] sizes = new long[signal.rank() + 1];
            sizes[0] = capacity;
            System.arraycopy(signal.shape().sizes(), 0, sizes, 1, signal.rank());
            ScalarType type = switch (signal.kind()) {
                case REALS -> ScalarType.Float;
                case IDS -> ScalarType.Long;
            };
            Tensor plain = Tensors.empty(type, sizes);
            Tensor tensor = pinned ? plain.pin_memory() : plain;
            return new Room(signal, tensor, Tensors.memory(tensor).asByteBuffer());
        }

        FloatBuffer reals() {
            require(Signal.Kind.REALS);
            return memory.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
        }

        LongBuffer ids() {
            require(Signal.Kind.IDS);
            return memory.duplicate().order(ByteOrder.nativeOrder()).asLongBuffer();
        }

        private void require(Signal.Kind kind) {
            if (signal.kind() != kind) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "The samples say that they give " + signal + ", but fill a batch with " + kind + ".");
            }
        }

        /// The examples from one to before another, without copying.
        Tensor rows(int from, int to) {
            return from == 0 && to == tensor.size(0) ? tensor : tensor.narrow(0, from, to - from);
        }
    }

    private final List<Room> inputs;
    private final Optional<Room> target;
    private final Optional<Room> weights;
    private int size; // set before the batch is handed on

    /// @param pinned whether a GPU can read the memory by itself
    Batch(Samples samples, int capacity, boolean pinned) {
        Torch.ready();
        List<Room> rooms = new ArrayList<>();
        for (Signal input : samples.inputs()) {
            rooms.add(Room.of(input, capacity, pinned));
        }
        this.inputs = List.copyOf(rooms);
        this.target = samples.target().map(signal -> Room.of(signal, capacity, pinned));
        this.weights = samples.isWeighted() ? Optional.of(Room.of(Signal.reals(), capacity, pinned)) : Optional.empty();
    }

    /// The real numbers of one input.
    public FloatBuffer reals(int input) {
        return inputs.get(input).reals();
    }

    /// The tokens of one input.
    public LongBuffer ids(int input) {
        return inputs.get(input).ids();
    }

    /// Targets that are class numbers.
    public LongBuffer labels() {
        return target().ids();
    }

    /// Targets that are real numbers.
    public FloatBuffer values() {
        return target().reals();
    }

    /// How much each example weighs.
    public FloatBuffer weights() {
        return weights.orElseThrow().reals();
    }

    /// How many examples are in it.
    public int size() {
        return size;
    }

    void size(int size) {
        this.size = size;
    }

    private Room target() {
        return target.orElseThrow(() ->
                new LeptonException(ErrorCode.INVALID_ARGUMENT, "The samples have no target, which a loss needs."));
    }

    boolean isWeighted() {
        return weights.isPresent();
    }

    List<Tensor> inputs(int from, int to, Device device) {
        List<Tensor> tensors = new ArrayList<>(inputs.size());
        for (Room room : inputs) {
            tensors.add(there(room.rows(from, to), device));
        }
        return tensors;
    }

    Tensor target(int from, int to, Device device) {
        return there(target().rows(from, to), device);
    }

    Tensor weights(int from, int to, Device device) {
        return there(weights.orElseThrow().rows(from, to), device);
    }

    Signal targetSignal() {
        return target().signal();
    }

    private static Tensor there(Tensor tensor, Device device) {
        return device.is_cpu()
                ? tensor
                : tensor.to(device, tensor.scalar_type(), true, false, new MemoryFormatOptional());
    }

    /// Which number of the first examples is not finite, as words; empty where all are.
    Optional<String> flaw() {
        for (int i = 0; i < inputs.size(); i++) {
            Optional<String> found = flaw(inputs.get(i), "input " + i);
            if (found.isPresent()) {
                return found;
            }
        }
        return target.flatMap(room -> flaw(room, "the target"))
                .or(() -> weights.flatMap(room -> flaw(room, "a weight")));
    }

    private Optional<String> flaw(Room room, String name) {
        if (room.signal().kind() == Signal.Kind.REALS) {
            FloatBuffer numbers = room.reals();
            long each = room.signal().elements();
            for (int i = 0; i < size * each; i++) {
                if (!Float.isFinite(numbers.get(i))) {
                    return Optional.of(name + " of example " + i / each + " of the batch holds " + numbers.get(i));
                }
            }
        }
        return Optional.empty();
    }
}
