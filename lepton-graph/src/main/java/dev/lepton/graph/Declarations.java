package dev.lepton.graph;

import dev.lepton.graph.internal.onnx.TensorProto;
import dev.lepton.graph.internal.onnx.TypeProto;
import dev.lepton.graph.internal.onnx.ValueInfoProto;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// The types and shapes that one graph declares for its values; whatever is declared twice must agree.
final class Declarations {

    private final Map<String, Value> byName = new HashMap<>();
    private final Consumer<String> problems;

    Declarations(Consumer<String> problems) {
        this.problems = problems;
    }

    /// @param kind what declares, as the message names it: input, output or value
    void add(ValueInfoProto declared, String kind) {
        String where = kind + " \"" + declared.getName() + "\"";
        if (declared.getType().hasTensorType()) {
            TypeProto.Tensor tensor = declared.getType().getTensorType();
            if (tensor.getElemType() != 0 && ElementType.of(tensor.getElemType()) == ElementType.UNDEFINED) {
                problems.accept(
                        where + " has element type number " + tensor.getElemType() + ", which is none of ONNX's");
            }
            if (tensor.getShape().getDimList().stream().anyMatch(axis -> axis.getDimValue() < -1)) {
                problems.accept(where + " has a negative size in its shape");
                return;
            }
        }
        compare(Values.read(declared), where);
    }

    void add(TensorProto constant) {
        if (constant.getDimsList().stream().allMatch(size -> size >= 0)) {
            Tensor tensor = new Tensor(constant);
            compare(
                    new Value(constant.getName(), tensor.type(), tensor.shape()),
                    "constant \"" + constant.getName() + "\"");
        }
    }

    private void compare(Value value, String where) {
        Value before = byName.putIfAbsent(value.name(), value);
        if (before == null) {
            return;
        }
        boolean types = before.type() == value.type()
                || before.type() == ElementType.UNDEFINED
                || value.type() == ElementType.UNDEFINED;
        if (!types || !before.shape().agreesWith(value.shape())) {
            problems.accept(where + " is declared as " + before.type() + before.shape() + " and as " + value.type()
                    + value.shape());
        }
    }
}
