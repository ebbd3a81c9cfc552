package dev.lepton.pipeline.work;

import dev.lepton.base.Bytes;
import dev.lepton.base.Deadline;
import dev.lepton.base.Durations;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A worker as its supervisor sees it. Does one task at a time; once it has failed to live, it is never used
/// again. Not thread-safe, but for [#close()].
final class WorkerProcess implements AutoCloseable {

    private static final long LOOK_MILLIS = 100;
    private static final int KEPT_LINES = 8;
    private static final int KEPT_LETTERS = 300;

    private final Process process;
    private final Command command;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final Deque<String> said = new ArrayDeque<>(); // guarded by itself
    private final Thread reader;
    private volatile long lastSign = System.nanoTime();
    private Optional<Long> overSince = Optional.empty(); // nanoseconds at which the deadline was first seen over
    private long killsBefore; // of processes by the system, when the task began
    private boolean ready;

    private WorkerProcess(Process process, Command command) {
        this.process = process;
        this.command = command;
        CpuClock.watch(process.toHandle());
        this.reader =
                Thread.ofVirtual().name("worker-" + process.pid() + "-out").start(() -> read(process.getInputStream()));
        Thread.ofVirtual().name("worker-" + process.pid() + "-err").start(() -> read(process.getErrorStream()));
    }

    /// @throws LeptonException RESOURCE_EXHAUSTED where the system starts no process
    static WorkerProcess start(Command command, Path material, Path scratch) {
        try {
            Files.createDirectories(scratch);
            return new WorkerProcess(command.builder(material, scratch).start(), command);
        } catch (IOException e) {
            throw new LeptonException(
                    ErrorCode.RESOURCE_EXHAUSTED, "A worker could not be started: " + e.getMessage(), e);
        }
    }

    private void read(InputStream stream) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<Message> message = Message.in(line);
                if (message.isPresent()) {
                    lastSign = System.nanoTime();
                    messages.add(message.get());
                } else {
                    keep(line);
                }
            }
        } catch (IOException e) {
            keep(String.valueOf(e.getMessage())); // the process has ended; its status says how
        }
    }

    private void keep(String line) {
        synchronized (said) {
            said.addLast(line.substring(0, Math.min(KEPT_LETTERS, line.length())));
            if (said.size() > KEPT_LINES) {
                said.removeFirst();
            }
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /// @throws LeptonException with the reason, where the fit failed or the worker died of it
    void perform(FitTask task, Deadline deadline, Path folder) {
        overSince = Optional.empty();
        killsBefore = Memory.kills();
        try {
            while (!ready) {
                ready = next(deadline) instanceof Message.Ready;
            }
            tell(new Order.Perform(task, deadline, folder));
            boolean told = false;
            while (true) {
                Message message = next(deadline);
                if (message instanceof Message.Done) {
                    return;
                }
                if (message instanceof Message.Failed failed) {
                    throw new LeptonException(failed.code(), failed.reason());
                }
                if (deadline.isOver() && !told) { // cancelled, or over by a clock that the worker does not see
                    tell(new Order.Cancel());
                    told = true;
                }
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new LeptonException(ErrorCode.CANCELLED, "The fit was interrupted.", e);
        }
    }

    /// The next message, an [Message.Alive] where nothing else came for a while.
    ///
    /// @throws LeptonException where the worker died, or had to be ended
    private Message next(Deadline deadline) throws InterruptedException {
        Message message = messages.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (message != null && !(message instanceof Message.Alive)) {
            return message;
        }
        if (!process.isAlive() && messages.isEmpty()) {
            reader.join();
            if (messages.isEmpty()) {
                throw Ending.of(process.waitFor(), command.limits(), Memory.kills() > killsBefore, lastWords());
            }
        }
        overdue(deadline);
        return new Message.Alive();
    }

    /// Ends the worker where it takes more than it may.
    private void overdue(Deadline deadline) {
        Limits limits = command.limits();
        if (System.nanoTime() - lastSign > limits.silence().toNanos()) {
            close();
            throw new LeptonException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    "The worker gave no sign of life for " + Durations.format(limits.silence()) + " and was ended.");
        }
        Optional<Bytes> own = Memory.own(process.pid());
        if (own.isPresent() && own.get().count() > command.mostMemory()) {
            close();
            throw new TooLarge("The worker ran out of memory: it held " + own.get() + ", more than the "
                    + new Bytes(command.mostMemory()) + " that it may. Give more of it by --memory, or use "
                    + "fewer rows.");
        }
        if (!deadline.isOver()) {
            overSince = Optional.empty();
        } else if (overSince.isEmpty()) {
            overSince = Optional.of(System.nanoTime());
        } else if (System.nanoTime() - overSince.get() > limits.grace().toNanos()) {
            close();
            throw new LeptonException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    "The fit went on for " + Durations.format(limits.grace())
                            + " after its time was over, and its worker was ended.");
        }
    }

    private void tell(Order order) {
        try {
            OutputStream orders = process.getOutputStream();
            orders.write(order.toLine().getBytes(StandardCharsets.UTF_8));
            orders.flush();
        } catch (IOException e) {
            keep(String.valueOf(e.getMessage())); // the worker has ended, as the next look at it shows
        }
    }

    private String lastWords() {
        synchronized (said) {
            return String.join(" | ", said);
        }
    }

    /// Ends the process at once.
    @Override
    public void close() {
        CpuClock.forget(process.toHandle());
        process.destroyForcibly();
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
