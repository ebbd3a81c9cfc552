package dev.lepton.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `lepton warm-up`: loads the classes that most commands need, so that the launcher can record them in the
/// cache from which later processes start.
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Runnable {

    @Override
    public void run() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(nowhere, nowhere, false, false);
        CommandTree tree = new CommandTree(terminal, Map.of());
        tree.run("--version");
        tree.run("--no-such-option");
        for (CommandLine command : tree.parser().getSubcommands().values()) {
            command.usage(nowhere);
        }
    }
}
