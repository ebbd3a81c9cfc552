package dev.lepton.cli;

import dev.lepton.base.ErrorCode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `lepton doctor`: what this machine offers, whether every engine loads, and what Lepton chose.
@Command(
        name = "doctor",
        description = "Show what this machine offers, whether every engine loads, and what was chosen.",
        footer = {"", "Example:", "  lepton doctor --json"})
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private UsualOptions usual = new UsualOptions();

    private final Terminal terminal;
    private final Map<String, String> environment;

    DoctorCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Map<String, Map<String, Object>> report = Machine.facts(environment);
        if (usual.json) {
            terminal.line(Json.pretty(report));
        } else {
            Outline.print(terminal, report);
        }
        boolean good = report.getOrDefault("engines", Map.of()).values().stream()
                .allMatch(result -> result.toString().startsWith("works"));
        return good ? 0 : ErrorCode.EXTERNAL_FAILURE.kind().exitStatus();
    }
}
