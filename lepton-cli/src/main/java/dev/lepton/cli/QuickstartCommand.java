package dev.lepton.cli;

import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.cli.quickstart.Customers;
import dev.lepton.data.ReadOptions;
import dev.lepton.data.profile.ProfileText;
import dev.lepton.model.bundle.Predictor;
import dev.lepton.pipeline.Plan;
import dev.lepton.pipeline.Run;
import dev.lepton.server.ModelServer;
import dev.lepton.server.ServedModel;
import dev.lepton.server.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `lepton quickstart`: the whole way from a table to an answer over HTTP, on generated customers.
@Command(
        name = "quickstart",
        description = "Go the whole way once, on a generated table of customers: profile, train, save, serve, ask.",
        footer = {"", "Examples:", "  lepton quickstart", "  lepton quickstart --time 10s --keep"})
final class QuickstartCommand implements Callable<Integer> {

    private static final String NAME = "churn";

    @Option(names = "--time", description = "Wall time of the training; default 60s.")
    private Duration time = Plan.DEFAULT_TIME;

    @Option(names = "--rows", paramLabel = "N", description = "Rows of the table; default 10000.")
    private int rows = Customers.ROWS;

    @Option(names = "--seed", paramLabel = "N", description = "Of the table and the training; default 1.")
    private long seed = 1;

    @Option(names = "--dir", paramLabel = "FOLDER", description = "Where the files go; default this folder.")
    private Path folder = Path.of("");

    @Option(names = "--port", paramLabel = "N", description = "Port to serve at; default any free one.")
    private int port = 0;

    @Option(names = "--keep", description = "Serve on until Ctrl-C.")
    private boolean keep;

    @Mixin
    private UsualOptions usual = new UsualOptions();

    private final Terminal terminal;

    QuickstartCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path table = folder.resolve("customers.csv");
        Path model = folder.resolve(NAME + ".lepton");
        Customers.write(table, rows, new Seed(seed));
        step("1. A table", String.format("%,d generated customers in %s", rows, table));
        step("2. Its profile", "lepton profile " + table + " --target " + Customers.TARGET);
        terminal.out()
                .print(ProfileText.of(ProfileCommand.profile(
                        terminal, table.toString(), ReadOptions.DEFAULTS, Optional.of(Customers.TARGET))));
        step(
                "3. Training",
                "lepton train " + table + " --target " + Customers.TARGET + " --time " + time.toSeconds() + "s --out "
                        + model);
        Run run = train(table);
        run.bundle().write(model);
        RunReport.print(terminal, run);
        step("4. Serving", "lepton serve " + model);
        serve(model);
        return 0;
    }

    private void step(String title, String command) {
        terminal.line("");
        terminal.line(terminal.bold(title) + "  " + terminal.faint(command));
    }

    private Run train(Path table) {
        Plan plan = Plan.of(table.toString(), Customers.TARGET).withTime(time).withSeed(seed);
        return Watched.run(plan, Deadline.after(time), terminal, usual.json);
    }

    private void serve(Path model) throws InterruptedException {
        try (Predictor predictor = Predictor.open(model)) {
            ServedModel served = ServedModel.of(NAME, predictor);
            try (ModelServer server = ModelServer.start(List.of(served), ServerOptions.DEFAULTS.withPort(port))) {
                terminal.line("  " + Curl.of(server.address(), served));
                terminal.line("  " + terminal.good(ask(server.address(), served)));
                if (keep) {
                    terminal.line("");
                    terminal.line("Serving at " + terminal.bold(server.address().toString()) + " until Ctrl-C.");
                    CountDownLatch stop = new CountDownLatch(1);
                    Interrupts.on("INT", stop::countDown);
                    stop.await();
                } else {
                    step("To go on", "lepton serve " + model + " --port 8080");
                }
            }
        }
    }

    private static String ask(URI address, ServedModel model) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(Curl.path(address, model))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Curl.body(model)))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new LeptonException(ErrorCode.INTERNAL, "The model answered " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new LeptonException(ErrorCode.EXTERNAL_FAILURE, "No answer came from " + address + ": " + e, e);
        }
    }
}
