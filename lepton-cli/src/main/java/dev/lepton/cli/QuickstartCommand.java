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
import dev.lepton.pipeline.Preset;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
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
    private Duration time = Preset.BALANCED.time();

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
    private Terminal shown;

    QuickstartCommand(Terminal terminal) {
        this.terminal = terminal;
        this.shown = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path table = folder.resolve("customers.csv");
        Path model = folder.resolve(NAME + ".lepton");
        OutputFile.require(table, "--dir");
        OutputFile.require(model, "--dir");
        shown = usual.json ? terminal.withoutAnswers() : terminal;
        Customers.write(table, rows, new Seed(seed));
        step("1. A table", String.format("%,d generated customers in %s", rows, table));
        step("2. Its profile", "lepton profile " + table + " --target " + Customers.TARGET);
        shown.out()
                .print(ProfileText.of(ProfileCommand.profile(
                        shown, table.toString(), ReadOptions.DEFAULTS, Optional.of(Customers.TARGET))));
        step(
                "3. Training",
                "lepton train " + table + " --target " + Customers.TARGET + " --time " + time.toSeconds() + "s --out "
                        + model);
        Run run = train(table);
        run.bundle().write(model);
        RunReport.print(shown, run);
        step("4. Serving", "lepton serve " + model);
        Map<String, @Nullable Object> report = new LinkedHashMap<>(RunReport.values(run));
        report.put("table", table.toString());
        report.put("out", model.toString());
        serve(model, report);
        return 0;
    }

    private void step(String title, String command) {
        shown.line("");
        shown.line(shown.bold(title) + "  " + shown.faint(command));
    }

    private Run train(Path table) {
        Plan plan = Plan.of(table.toString(), Customers.TARGET).withTime(time).withSeed(seed);
        return Watched.run(plan, Deadline.after(time), terminal, usual.json);
    }

    private void serve(Path model, Map<String, @Nullable Object> report) throws InterruptedException {
        try (Predictor predictor = Predictor.open(model)) {
            ServedModel served = ServedModel.of(NAME, predictor);
            try (ModelServer server = ModelServer.start(List.of(served), ServerOptions.DEFAULTS.withPort(port))) {
                String answer = ask(server.address(), served);
                shown.line("  " + Curl.of(server.address(), served));
                shown.line("  " + shown.good(answer));
                if (usual.json) {
                    report.put("address", server.address().toString());
                    report.put("answer", Json.parsed(answer));
                    terminal.line(Json.pretty(report));
                }
                if (keep) {
                    keep(server);
                } else {
                    step("To go on", "lepton serve " + model + " --port 8080");
                }
            }
        }
    }

    private void keep(ModelServer server) throws InterruptedException {
        shown.line("");
        shown.line("Serving at " + shown.bold(server.address().toString()) + " until Ctrl-C.");
        CountDownLatch stop = new CountDownLatch(1);
        for (String signal : List.of("INT", "TERM")) {
            Interrupts.on(signal, stop::countDown);
        }
        stop.await();
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
