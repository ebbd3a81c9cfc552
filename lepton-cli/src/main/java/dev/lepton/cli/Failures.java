package dev.lepton.cli;

import dev.lepton.base.Bytes;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;

/// The one place where an error becomes a message and the exit status of the process.
final class Failures {

    private final Terminal terminal;
    private final boolean json;
    private final boolean verbose;

    /// @param json whether the error is also written to standard output as an object
    /// @param verbose whether the stack trace is shown
    Failures(Terminal terminal, boolean json, boolean verbose) {
        this.terminal = terminal;
        this.json = json;
        this.verbose = verbose;
    }

    /// Reports what ended a command and returns the exit status.
    int report(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        return switch (cause) {
            case CommandLine.ParameterException wrong
            when wrong.getCause() instanceof LeptonException own ->
                tell(own.code(), named(wrong) + own.getMessage(), own);
            case CommandLine.ParameterException wrong -> tell(ErrorCode.INVALID_ARGUMENT, usage(wrong), wrong);
            case LeptonException own
            when own.code() == ErrorCode.INTERNAL -> tell(own.code(), own.getMessage() + apology(), own);
            case LeptonException own -> tell(own.code(), own.getMessage(), own);
            case OutOfMemoryError memory -> tell(ErrorCode.RESOURCE_EXHAUSTED, outOfMemory(memory), memory);
            case FileSystemException file ->
                tell(ErrorCode.RESOURCE_EXHAUSTED, "The file " + file.getMessage() + " could not be used.", file);
            default ->
                tell(
                        ErrorCode.INTERNAL,
                        cause.getClass().getSimpleName() + ": " + cause.getMessage() + "." + apology(),
                        cause);
        };
    }

    private int tell(ErrorCode code, String message, Throwable thrown) {
        terminal.note("lepton: " + message);
        if (json) {
            terminal.line(Json.text(Map.of("error", Map.of("code", code.name(), "message", message))));
        }
        if (verbose) {
            thrown.printStackTrace(terminal.err());
        }
        return code.kind().exitStatus();
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && isWrapper(cause)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean isWrapper(Throwable thrown) {
        return switch (thrown) {
            case ExecutionException e -> true;
            case CompletionException e -> true;
            case UncheckedIOException e -> true;
            case CommandLine.ExecutionException e -> true;
            case IOException e -> e.getCause() instanceof LeptonException;
            default -> false;
        };
    }

    private static String apology() {
        return " This is a fault of Lepton; run the command again with --verbose and report what it prints.";
    }

    private static String outOfMemory(OutOfMemoryError error) {
        return "Memory ran out: the heap of " + new Bytes(Runtime.getRuntime().maxMemory()) + " was full ("
                + error.getMessage() + "). Give the process more by --memory, or fewer rows or columns.";
    }

    /// The option whose value is wrong.
    private static String named(CommandLine.ParameterException wrong) {
        return wrong.getArgSpec() instanceof CommandLine.Model.OptionSpec option ? option.longestName() + ": " : "";
    }

    private static String usage(CommandLine.ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String see = " See " + command.getCommandSpec().qualifiedName() + " --help.";
        if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(unmatched.getUnmatched().getFirst(), command) + see;
        }
        String message = Objects.requireNonNullElse(wrong.getMessage(), "The command line cannot be read");
        return (message.endsWith(".") ? message : message + ".") + see;
    }

    private static String unmatched(String typed, CommandLine command) {
        if (typed.startsWith("-")) {
            String name = typed.replaceFirst("=.*", "");
            List<String> options = command.getCommandSpec().optionsMap().entrySet().stream()
                    .filter(entry -> !entry.getValue().hidden())
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
            return "There is no option " + name + "." + Names.hint(name, options);
        }
        List<String> commands = command.getSubcommands().entrySet().stream()
                .filter(entry ->
                        !entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
        return commands.isEmpty()
                ? "\"" + typed + "\" is one argument too many."
                : "There is no command \"" + typed + "\"." + Names.hint(typed, commands);
    }
}
