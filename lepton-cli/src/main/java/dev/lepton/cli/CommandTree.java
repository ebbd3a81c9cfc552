package dev.lepton.cli;

import dev.lepton.base.Version;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Mixin;

/// The command `lepton` with all of its subcommands, and the boundary at which their errors are reported.
@Command(
        name = "lepton",
        description = "From raw data to a served model that fits a budget.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  lepton quickstart",
            "  lepton train customers.csv --target churned --time 60s --out churn.lepton",
            "  lepton serve churn.lepton --port 8080"
        })
final class CommandTree implements Runnable {

    @Mixin
    private UsualOptions usual = new UsualOptions();

    @CommandLine.Option(
            names = {"-V", "--version"},
            description = "Show the version and end.")
    private boolean version;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private final Terminal terminal;
    private final Map<String, String> environment;

    CommandTree(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    int run(String... arguments) {
        boolean json = Arrays.asList(arguments).contains("--json");
        boolean verbose = Arrays.asList(arguments).contains("--verbose") || environment.containsKey("LEPTON_VERBOSE");
        Failures failures = new Failures(terminal, json, verbose);
        CommandLine parser = parser();
        parser.setParameterExceptionHandler((e, all) -> failures.report(e));
        parser.setExecutionExceptionHandler((e, command, result) -> failures.report(e));
        try {
            return parser.execute(arguments);
        } catch (RuntimeException | Error e) { // the parser lets errors of the virtual machine pass
            return failures.report(e);
        }
    }

    CommandLine parser() {
        CommandLine parser = new CommandLine(this);
        parser.addSubcommand("quickstart", new QuickstartCommand(terminal));
        parser.addSubcommand("profile", new ProfileCommand(terminal));
        parser.addSubcommand("train", new TrainCommand(terminal, environment));
        parser.addSubcommand("runs", new RunsCommand(terminal));
        parser.addSubcommand("leaderboard", new LeaderboardCommand(terminal));
        parser.addSubcommand("replay", new ReplayCommand(terminal));
        parser.addSubcommand("predict", new PredictCommand(terminal));
        parser.addSubcommand("evaluate", new EvaluateCommand(terminal));
        parser.addSubcommand("import", new ImportCommand(terminal));
        parser.addSubcommand("inspect", new InspectCommand(terminal));
        parser.addSubcommand("serve", new ServeCommand(terminal));
        parser.addSubcommand("try-engines", new EngineTrial(terminal));
        parser.addSubcommand("warm-up", new WarmUpCommand());
        parser.addSubcommand("doctor", new DoctorCommand(terminal, environment));
        Converters.register(parser);
        parser.setOut(new PrintWriter(terminal.out(), true));
        parser.setErr(new PrintWriter(terminal.err(), true));
        parser.setColorScheme(colours());
        parser.setUsageHelpWidth(100);
        parser.setUsageHelpAutoWidth(false);
        parser.setUsageHelpLongOptionsMaxWidth(28);
        parser.setCaseInsensitiveEnumValuesAllowed(true);
        return parser;
    }

    private ColorScheme colours() {
        return CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF);
    }

    /// Without a command: the version where asked for, else the help.
    @Override
    public void run() {
        if (version) {
            terminal.line(usual.json ? Json.text(Map.of("version", Version.text())) : "lepton " + Version.text());
        } else {
            spec.commandLine().usage(terminal.out());
        }
    }
}
