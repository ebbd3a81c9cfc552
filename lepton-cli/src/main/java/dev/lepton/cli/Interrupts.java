package dev.lepton.cli;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.lang.reflect.Proxy;

/// What Ctrl-C does while a command runs.
///
/// The JDK's only way to hear of a signal without ending is `sun.misc.Signal` of module jdk.unsupported; it
/// is reached by reflection because the compiler warns of the name. A thread that hears is the JDK's own.
final class Interrupts {

    private Interrupts() {}

    /// Runs `action` at each arrival of the signal in place of ending the process.
    ///
    /// @param signal `INT` or `TERM`
    static void on(String signal, Runnable action) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object hears = Proxy.newProxyInstance(
                    Interrupts.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return method.getName().equals("equals") ? proxy == arguments[0] : null;
                    });
            type.getMethod("handle", type, handler)
                    .invoke(null, type.getConstructor(String.class).newInstance(signal), hears);
        } catch (ReflectiveOperationException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "The signal " + signal + " cannot be heard.", e);
        }
    }
}
