package dev.lepton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandTreeTest {

    @Test
    void versionIsTheOneOfTheBuild() {
        Ran ran = Ran.command("--version");

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).matches("lepton \\d+\\.\\d+\\.\\d+.*\\R");
    }

    @Test
    void misspeltCommandNamesTheNearest() {
        Ran ran = Ran.command("doctr");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualToNormalizingNewlines(
                        "lepton: There is no command \"doctr\". Did you mean \"doctor\"? See lepton --help.\n");
    }

    @Test
    void misspeltOptionNamesTheNearest() {
        Ran ran = Ran.command("doctor", "--jsn");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("There is no option --jsn. Did you mean \"--json\"? See lepton doctor --help.");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void errorIsAlsoAnObjectWhereJsonWasAskedFor() {
        Ran ran = Ran.command("doctor", "--json", "--no-such-thing");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).startsWith("{\"error\":{");
        assertThat(ran.err()).startsWith("lepton: ").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpOfEveryCommandShowsAnExampleThatParses(String command) {
        Ran ran = Ran.command(command, "--help");

        assertThat(ran.status()).isZero();
        List<String> examples = ran.out()
                .lines()
                .filter(line -> line.startsWith("  lepton " + command))
                .toList();
        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            String[] words = example.strip().split(" ");
            Trees.parser().parseArgs(List.of(words).subList(1, words.length).toArray(String[]::new));
        }
    }

    static List<String> commands() {
        return Trees.parser().getSubcommands().entrySet().stream()
                .filter(entry ->
                        !entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    /// Parsers that write nowhere.
    private static final class Trees {
        static CommandLine parser() {
            return new CommandTree(Terminal.of(System.out, System.err, "", java.util.Map.of()), java.util.Map.of())
                    .parser();
        }
    }
}
