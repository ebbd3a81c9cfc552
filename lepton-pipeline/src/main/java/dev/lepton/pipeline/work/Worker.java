package dev.lepton.pipeline.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Learner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;

/// The life of a child process that fits: it reads orders, does one at a time, and tells every half second
/// that it lives. It ends at once when nobody can give it orders any more.
public final class Worker {

    private static final long HEARTBEAT_MILLIS = 500;
    private static final int LOST = 4;

    private final OutputStream out;
    private final Recorder recorder;
    private final Function<String, Learner> learners;
    private volatile Deadline current = Deadline.none();

    private Worker(OutputStream out, Recorder recorder, Function<String, Learner> learners) {
        this.out = out;
        this.recorder = recorder;
        this.learners = learners;
    }

    /// Works until `in` ends, and then ends the process.
    ///
    /// @param material folder that [Material#write] wrote
    /// @param out read by the supervisor; engines may print to it in between
    /// @param learners gives each learner by its id
    public static void run(Path material, InputStream in, OutputStream out, Function<String, Learner> learners) {
        ignoreInterrupts();
        Worker worker = new Worker(out, new Recorder(Material.map(material, Arena.global()), true), learners);
        Thread.ofPlatform().name("heartbeat").daemon().start(worker::beat);
        worker.tell(new Message.Ready());
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                worker.obey(line);
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(LOST);
        }
        // An engine in the midst of a fit would let no orderly end come.
        Runtime.getRuntime().halt(0);
    }

    /// Ctrl-C at a terminal reaches every process of it; what becomes of a fit then is the supervisor's to say.
    ///
    /// The JDK's only way is `sun.misc.Signal` of module jdk.unsupported, reached by reflection because the
    /// compiler warns of the name.
    private static void ignoreInterrupts() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            signal.getConstructor(String.class).newInstance("INT"),
                            handler.getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "The signal INT cannot be ignored.", e);
        }
    }

    private void obey(String line) {
        try {
            switch (Order.of(Json.parsed(line), learners)) {
                case Order.Perform perform -> {
                    current = perform.deadline();
                    Thread.ofPlatform().name("fit").daemon().start(() -> perform(perform));
                }
                case Order.Cancel cancel -> current.cancel();
            }
        } catch (LeptonException e) {
            tell(new Message.Failed(e.code(), String.valueOf(e.getMessage())));
        } catch (JsonProcessingException e) {
            tell(new Message.Failed(ErrorCode.INTERNAL, "An order is no JSON: " + e.getOriginalMessage()));
        }
    }

    /// The boundary at which whatever a learner throws is reported.
    private void perform(Order.Perform order) {
        try {
            recorder.perform(order.task(), order.deadline(), order.folder());
            tell(new Message.Done());
        } catch (LeptonException e) {
            tell(new Message.Failed(e.code(), String.valueOf(e.getMessage())));
        } catch (RuntimeException | Error e) {
            tell(new Message.Failed(ErrorCode.INTERNAL, e.toString()));
        }
    }

    private void beat() {
        try {
            while (true) {
                tell(new Message.Alive());
                Thread.sleep(HEARTBEAT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void tell(Message message) {
        try {
            out.write(message.toLine().getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            Runtime.getRuntime().halt(LOST); // nobody listens
        }
    }
}
