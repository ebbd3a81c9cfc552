package dev.lepton.cli;

import dev.lepton.base.AtomicFiles;
import dev.lepton.data.ReadOptions;
import dev.lepton.data.Reading;
import dev.lepton.data.Source;
import dev.lepton.data.Tables;
import dev.lepton.data.profile.Profile;
import dev.lepton.data.profile.ProfileHtml;
import dev.lepton.data.profile.ProfileJson;
import dev.lepton.data.profile.ProfileText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lepton profile`: what is in a table, and what could go wrong in learning from it.
@Command(
        name = "profile",
        description = "Show what is in a table: kinds, ranges, missing cells, duplicates, leakage, correlation.",
        footer = {
            "",
            "Examples:",
            "  lepton profile customers.csv --target churned",
            "  lepton profile customers.csv --html profile.html"
        })
final class ProfileCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "DATA",
            description = "A CSV, Parquet or JSON file, a glob, a jdbc: URL, or - for standard input.")
    private String data = "";

    @Option(names = "--target", paramLabel = "COL", description = "The column to be predicted, to find leakage.")
    private Optional<String> target = Optional.empty();

    @Option(names = "--html", paramLabel = "FILE", description = "Write the profile as one page of HTML as well.")
    private Optional<Path> html = Optional.empty();

    @Mixin
    private ReadFlags flags = new ReadFlags();

    @Mixin
    private UsualOptions usual = new UsualOptions();

    private final Terminal terminal;

    ProfileCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        html.ifPresent(file -> OutputFile.require(file, "--html", data));
        Profile profile = profile(terminal, StandardInput.orFile(data, System.in), flags.options(), target);
        terminal.out().print(usual.json ? ProfileJson.of(profile) + "\n" : ProfileText.of(profile));
        html.ifPresent(file -> {
            byte[] page = ProfileHtml.of(profile, data).getBytes(StandardCharsets.UTF_8);
            AtomicFiles.write(file, out -> out.write(page));
            terminal.note("The page is " + file + ".");
        });
        return 0;
    }

    /// Reads and profiles a source, telling what was odd about it.
    static Profile profile(Terminal terminal, String data, ReadOptions options, Optional<String> target) {
        Reading reading = Tables.read(Source.parse(data), options);
        reading.warnings().forEach(warning -> terminal.note("warning: " + warning));
        return Profile.of(reading.table(), target);
    }
}
