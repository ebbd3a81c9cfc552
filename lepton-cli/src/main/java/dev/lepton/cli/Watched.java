package dev.lepton.cli;

import dev.lepton.base.Deadline;
import dev.lepton.pipeline.Execution;
import dev.lepton.pipeline.Lepton;
import dev.lepton.pipeline.Plan;
import dev.lepton.pipeline.Run;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A run that a person or a program watches and may end early.
final class Watched {

    static final int ABORTED = 130; // as shells report an end by Ctrl-C

    private Watched() {}

    /// When the plan's time is over, counted from the start of this process.
    static Deadline deadline(Plan plan) {
        Optional<Duration> time = plan.effectiveBudget().time();
        if (time.isEmpty()) {
            return Deadline.none();
        }
        Duration since = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        Duration left = time.get().minus(since);
        return Deadline.after(left.isPositive() ? left : Duration.ZERO);
    }

    /// Carries out the plan, showing its progress; the first Ctrl-C ends it with the best so far, the second
    /// at once.
    static Run run(Plan plan, Deadline deadline, Terminal terminal, boolean json) {
        return run(plan, deadline, Execution.IN_PROCESS, terminal, json);
    }

    static Run run(Plan plan, Deadline deadline, Execution execution, Terminal terminal, boolean json) {
        TrainProgress progress = new TrainProgress(terminal, json, deadline);
        AtomicInteger interrupts = new AtomicInteger();
        Interrupts.on("INT", () -> {
            if (interrupts.incrementAndGet() > 1) {
                Runtime.getRuntime().exit(ABORTED);
            }
            progress.clear();
            terminal.note("Stopping; the best so far is kept. Ctrl-C again to abort.");
            deadline.cancel();
        });
        try {
            return Lepton.run(plan, progress, deadline, execution);
        } finally {
            progress.clear();
        }
    }
}
