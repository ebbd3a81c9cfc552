package dev.lepton.cli;

import dev.lepton.base.Bytes;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Problems;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Predictor;
import dev.lepton.server.ModelServer;
import dev.lepton.server.ServedModel;
import dev.lepton.server.ServerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lepton serve`: answers for bundles over HTTP until Ctrl-C.
@Command(
        name = "serve",
        description = "Answer over HTTP: Open Inference Protocol, plain JSON rows, and a page to try a model.",
        footer = {"", "Example:", "  lepton serve churn.lepton --port 8080"})
final class ServeCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "MODEL",
            arity = "1..*",
            description = "A .lepton bundle, or NAME=FILE to serve it under another name than its file's.")
    private List<String> models = new ArrayList<>();

    @Option(names = "--port", paramLabel = "N", description = "Port to listen at, 0 for any free one; default 8080.")
    private int port = ServerOptions.DEFAULTS.port();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Address to listen at; the default, 127.0.0.1, is reachable from this machine only.")
    private String host = ServerOptions.DEFAULTS.host();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Requests that are computed at once; default all cores.")
    private int threads = ServerOptions.DEFAULTS.threads();

    @Option(names = "--memory", paramLabel = "SIZE", description = "Memory of the whole process, as 2g.")
    private Optional<Bytes> memory = Optional.empty();

    @Option(names = "--max-request", paramLabel = "SIZE", description = "Largest body of a request; default 64m.")
    private Bytes maxRequest = ServerOptions.DEFAULTS.maxRequest();

    @Option(names = "--access-log", description = "Write one line of JSON a request to standard error.")
    private boolean accessLog;

    @Mixin
    private UsualOptions usual = new UsualOptions();

    private final Terminal terminal;

    ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerOptions options = ServerOptions.DEFAULTS
                .withHost(host)
                .withPort(port)
                .withThreads(threads)
                .withMaxRequest(maxRequest);
        options = accessLog ? options.withAccessLog(terminal::note) : options;
        CountDownLatch stop = new CountDownLatch(1);
        for (String signal : List.of("INT", "TERM")) {
            Interrupts.on(signal, () -> stop(stop));
        }
        try (OpenModels open = OpenModels.of(models);
                ModelServer server = ModelServer.start(open.served(), options)) {
            announce(server, open.served());
            stop.await();
            terminal.note("Stopping once every request is answered. Ctrl-C again to abort.");
        }
        return 0;
    }

    /// The first signal lets requests end that are being answered, the second does not wait for them.
    private static void stop(CountDownLatch stop) {
        if (stop.getCount() == 0) {
            Runtime.getRuntime().exit(Watched.ABORTED);
        }
        stop.countDown();
    }

    private void announce(ModelServer server, List<ServedModel> served) {
        if (usual.json) {
            terminal.line(Json.text(Map.of(
                    "address",
                    server.address().toString(),
                    "models",
                    served.stream().map(ServedModel::name).toList())));
            return;
        }
        terminal.line("Serving at " + terminal.bold(server.address().toString()) + " until Ctrl-C:");
        for (ServedModel model : served) {
            terminal.line("  " + Curl.of(server.address(), model));
        }
    }

    /// Bundles that are open for as long as a server runs.
    private record OpenModels(List<Predictor> predictors, List<ServedModel> served) implements AutoCloseable {

        static OpenModels of(List<String> arguments) {
            OpenModels open = new OpenModels(new ArrayList<>(), new ArrayList<>());
            Problems problems = new Problems("The models to serve");
            for (String argument : arguments) {
                int equals = argument.indexOf('=');
                Path file = Path.of(argument.substring(equals + 1));
                String name = equals > 0 ? argument.substring(0, equals) : ServedModel.nameOf(file);
                try {
                    Predictor predictor = Predictor.open(Bundle.load(file));
                    open.predictors.add(predictor);
                    open.served.add(ServedModel.of(name, predictor));
                } catch (LeptonException e) {
                    if (arguments.size() == 1) {
                        throw e;
                    }
                    problems.add(String.valueOf(e.getMessage()));
                }
            }
            if (!problems.isEmpty()) {
                open.close();
            }
            problems.throwIfAny(ErrorCode.INVALID_ARGUMENT);
            return open;
        }

        @Override
        public void close() {
            predictors.forEach(Predictor::close);
        }
    }
}
