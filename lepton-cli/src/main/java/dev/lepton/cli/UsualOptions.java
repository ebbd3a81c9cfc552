package dev.lepton.cli;

import picocli.CommandLine.Option;

/// The options that every command has.
final class UsualOptions {

    @Option(names = "--json", description = "Write the answer as JSON to standard output.")
    boolean json;

    @Option(names = "--verbose", description = "Show the stack trace of an error.")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and end.")
    boolean help;
}
