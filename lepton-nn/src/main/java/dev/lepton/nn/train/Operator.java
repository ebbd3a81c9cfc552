package dev.lepton.nn.train;

import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorList;

/// One of libtorch's operators that has no method in Java, called by its schema with the same arguments
/// again and again.
final class Operator {

    private final OperatorHandle handle;
    private final IValueVector arguments;
    private final IValueVector stack = new IValueVector();

    /// @param name as in libtorch's schemas: `aten::_fused_adamw_`
    /// @param arguments all of the schema, in its order
    Operator(String name, IValue... arguments) {
        this.handle = Dispatcher.singleton().findSchemaOrThrow(name, "");
        this.arguments = new IValueVector(arguments);
    }

    void set(int argument, double value) {
        arguments.put(argument, new IValue(value));
    }

    /// Calls it; what it returns is dropped.
    void call() {
        stack.put(arguments); // the call takes its arguments off the stack
        handle.callBoxed(stack);
    }

    static IValue list(Tensor... tensors) {
        GenericList list = new GenericList(new TensorList().elementType());
        for (Tensor tensor : tensors) {
            list.push_back(new IValue(tensor));
        }
        return new IValue(list);
    }

    static IValue none() {
        return new IValue();
    }
}
