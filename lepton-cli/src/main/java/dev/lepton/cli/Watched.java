package dev.lepton.cli;

import dev.lepton.base.Deadline;
import dev.lepton.pipeline.Execution;
import dev.lepton.pipeline.Lepton;
import dev.lepton.pipeline.Plan;
import dev.lepton.pipeline.Run;
import java.util.concurrent.atomic.AtomicInteger;

/// A run that a person or a program watches and may end early.
final class Watched {

    static final int ABORTED = 130; // as shells report an end by Ctrl-C

    private Watched() {}

    /// When the plan's budget is used up, counted from the start of this process.
    static Deadline deadline(Plan plan) {
        return plan.startedWithProcess(Spending.uptime());
    }

    /// Carries out the plan, showing its progress; the first Ctrl-C ends it with the best so far, the second
    /// at once.
    static Run run(Plan plan, Deadline deadline, Terminal terminal, boolean json) {
        return run(plan, deadline, Execution.IN_PROCESS, terminal, json);
    }

    static Run run(Plan plan, Deadline deadline, Execution execution, Terminal terminal, boolean json) {
        TrainProgress progress = new TrainProgress(terminal, json, deadline, new Spending(plan.budget()));
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
