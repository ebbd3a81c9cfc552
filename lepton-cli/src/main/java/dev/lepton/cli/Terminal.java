package dev.lepton.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Where a command writes: answers to `out`, all else to `err`, each with or without colours.
///
/// @param out answers, which scripts read
/// @param err progress, warnings and errors
/// @param live whether a person watches `err`, so that a line may be rewritten in place
/// @param colours whether `out` may carry escape sequences
record Terminal(PrintStream out, PrintStream err, boolean live, boolean colours) {

    /// @param terminals the numbers of the standard streams that are terminals, as `12`, from the launcher
    /// @param environment environment variables; `NO_COLOR` and `TERM=dumb` forbid colours
    static Terminal of(PrintStream out, PrintStream err, String terminals, Map<String, String> environment) {
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean forbidden = dumb || !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(out, err, terminals.contains("2") && !dumb, terminals.contains("1") && !forbidden);
    }

    /// The same, but what goes to `out` is lost.
    Terminal withoutAnswers() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Terminal(nowhere, err, live, false);
    }

    void line(String text) {
        out.println(text);
    }

    void note(String text) {
        err.println(text);
    }

    String bold(String text) {
        return styled("1", text);
    }

    String faint(String text) {
        return styled("2", text);
    }

    String good(String text) {
        return styled("32", text);
    }

    String bad(String text) {
        return styled("31", text);
    }

    private String styled(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
