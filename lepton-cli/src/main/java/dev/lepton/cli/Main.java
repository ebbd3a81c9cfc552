package dev.lepton.cli;

import dev.lepton.base.Version;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The start of the process `lepton`.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Scratch.removeAtExit(System.getProperties());
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        int status = run(arguments, out, err);
        out.flush();
        err.flush();
        System.exit(status);
    }

    /// Runs one command line and returns its exit status.
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
            out.println("lepton " + Version.text()); // without the parser, which takes longer than the answer
            return 0;
        }
        Terminal terminal = Terminal.of(out, err, System.getProperty("lepton.terminals", ""), System.getenv());
        return new CommandTree(terminal, System.getenv()).run(arguments);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
