package dev.lepton.cli;

import dev.lepton.model.Budget;
import dev.lepton.pipeline.work.CpuClock;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What this process and its workers have used up so far.
///
/// @param budget that bounds it; holds the price of the machine where that is known
record Spending(Budget budget) {

    /// Wall time since this process began.
    static Duration uptime() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }

    /// Seconds by the clock on the wall and of all processors, and where the price is known the cost.
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        Duration wall = uptime();
        values.put("wall_seconds", wall.toMillis() / 1e3);
        values.put("cpu_seconds", CpuClock.nanos() / 1_000_000 / 1e3);
        budget.money().ifPresent(money -> values.put("cost", money.cost(wall)));
        return values;
    }

    /// For the line of progress, empty where neither CPU time nor money matters.
    String text() {
        String cpu = budget.cpu().isPresent() ? String.format(Locale.ROOT, "  %.0f CPU s", CpuClock.nanos() / 1e9) : "";
        return cpu
                + budget.money()
                        .map(money -> String.format(Locale.ROOT, "  cost %.2g", money.cost(uptime())))
                        .orElse("");
    }
}
