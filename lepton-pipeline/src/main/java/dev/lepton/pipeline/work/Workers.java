package dev.lepton.pipeline.work;

import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Child processes that do tasks, each started when first needed and again after it died. A death costs the
/// task that the worker had, and nothing else. Thread-safe.
final class Workers implements Hand {

    private final Command command;
    private final Path material;
    private final Path scratch;
    private final Semaphore free;
    private final List<Idle> idle = new ArrayList<>();
    private int started;
    private boolean closed;

    /// A worker that waits, and the fold whose rows it read last.
    private record Idle(WorkerProcess worker, Path scratch, int fold) {}

    /// @param material folder that [Material#write] wrote
    /// @param scratch folder for temporary files; removed in the end
    /// @param most workers at once, 1 or more
    Workers(Command command, Path material, Path scratch, int most) {
        this.command = command;
        this.material = material;
        this.scratch = scratch;
        this.free = new Semaphore(most);
    }

    @Override
    public void perform(FitTask task, Deadline deadline, Path folder) {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeptonException(ErrorCode.CANCELLED, "The fit was interrupted.", e);
        }
        try {
            Idle taken = take(task.fold());
            try {
                taken.worker.perform(task, deadline, folder);
            } finally {
                giveBack(new Idle(taken.worker, taken.scratch, task.fold()));
            }
        } finally {
            free.release();
        }
    }

    /// A worker that knows the fold's rows already, or any other, or a new one.
    private Idle take(int fold) {
        Path own;
        synchronized (this) {
            idle.removeIf(each -> !each.worker.isAlive()); // whoever died in peace costs nothing
            if (!idle.isEmpty()) {
                Idle best = idle.stream()
                        .filter(each -> each.fold == fold)
                        .findFirst()
                        .orElseGet(idle::getFirst);
                idle.remove(best);
                return best;
            }
            if (closed) {
                throw new LeptonException(ErrorCode.CANCELLED, "The workers have been sent home.");
            }
            own = scratch.resolve("worker-" + ++started);
        }
        return new Idle(WorkerProcess.start(command, material, own), own, fold);
    }

    private void giveBack(Idle used) {
        synchronized (this) {
            if (!closed && used.worker.isAlive()) {
                idle.add(used);
                return;
            }
        }
        used.worker.close();
        Folders.remove(used.scratch);
    }

    /// Ends all workers and removes what they left behind.
    @Override
    public void close() {
        List<Idle> ended;
        synchronized (this) {
            closed = true;
            ended = List.copyOf(idle);
            idle.clear();
        }
        ended.forEach(each -> each.worker.close());
        Folders.remove(scratch);
    }
}
