package dev.lepton.bench;

import dev.lepton.graph.Latency;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Predictor;
import dev.lepton.model.bundle.RowCall;
import dev.lepton.pipeline.Lepton;
import dev.lepton.pipeline.Plan;
import dev.lepton.server.ModelServer;
import dev.lepton.server.ServedModel;
import dev.lepton.server.ServerOptions;
import dev.lepton.table.Column;
import dev.lepton.table.Field;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.table.TimestampColumn;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// One row at a time through the bundle of adult: the first boosted model of the portfolio alone (all of its
/// folds), and the ensemble of the last tabular benchmark where it is there; in process, and by HTTP over one
/// open connection.
final class LatencyBench {

    private static final List<String> COLUMNS =
            List.of("model", "way", "p50_us", "p90_us", "p99_us", "calls", "bytes", "commit", "machine", "date");
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final Path data;
    private final Path work;
    private final ResultTable results;
    private final Machine machine;

    LatencyBench(Path root, Path data, Path work) throws IOException, InterruptedException {
        this.data = data;
        this.work = work;
        this.results = new ResultTable(root.resolve("docs/benchmarks/latency.tsv"), COLUMNS);
        this.machine = Machine.current(root);
    }

    /// @param only `single`, `ensemble` or nothing for both
    void run(Set<String> only) throws Exception {
        if (only.isEmpty() || only.contains("single")) {
            Plan plan = Plan.of(data.resolve("tabular/adult/train.csv").toString(), "income")
                    .withLearners(List.of("lightgbm"))
                    .withTrials(1);
            measure("adult, best single", Lepton.train(plan));
        }
        Path ensemble = work.resolve("adult.lepton");
        if (Files.exists(ensemble) && (only.isEmpty() || only.contains("ensemble"))) {
            measure("adult, ensemble", Bundle.load(ensemble));
        }
    }

    private void measure(String name, Bundle bundle) throws Exception {
        Path file = work.resolve("latency.lepton");
        bundle.write(file);
        try (Predictor predictor = Predictor.open(bundle)) {
            Table rows = bundle.golden().rows();
            try (RowCall call = predictor.rowCall()) {
                List<Runnable> cells = IntStream.range(0, rows.rows())
                        .mapToObj(row -> (Runnable) () -> fill(call, rows, row))
                        .toList();
                Latency latency = Latency.of(
                        number -> {
                            cells.get(number % cells.size()).run();
                            call.run();
                        },
                        WARM_UP,
                        MEASURED);
                record(name, "in process", Files.size(file), latency);
            }
            overHttp(name, predictor, Files.size(file));
        }
    }

    private void overHttp(String name, Predictor predictor, long bytes) throws Exception {
        Table rows = predictor.bundle().golden().rows();
        try (ModelServer server =
                        ModelServer.start(List.of(ServedModel.of("m", predictor)), ServerOptions.DEFAULTS.withPort(0));
                HttpClient client = HttpClient.newHttpClient()) {
            List<HttpRequest> requests = new ArrayList<>();
            for (int row = 0; row < rows.rows(); row++) {
                requests.add(HttpRequest.newBuilder(server.address().resolve("/v1/models/m/predict"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("[" + json(rows, row) + "]"))
                        .build());
            }
            Latency latency =
                    Latency.of(number -> send(client, requests.get(number % requests.size())), WARM_UP, MEASURED);
            record(name, "HTTP, JSON row", bytes, latency);
        }
    }

    private static void send(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new IOException(answer.body());
        }
    }

    private void record(String model, String way, long bytes, Latency latency) throws IOException {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("model", model);
        row.put("way", way);
        row.put("p50_us", micros(latency.p50()));
        row.put("p90_us", micros(latency.p90()));
        row.put("p99_us", micros(latency.p99()));
        row.put("calls", String.valueOf(latency.calls()));
        row.put("bytes", String.valueOf(bytes));
        machine.stamp(row);
        results.append(row);
        System.out.println(String.join("\t", row.values()));
    }

    private static void fill(RowCall call, Table rows, int row) {
        for (int column = 0; column < rows.columns().size(); column++) {
            if (rows.columns().get(column).isMissing(row)) {
                call.missing(column);
                continue;
            }
            switch (rows.columns().get(column)) {
                case NumberColumn numbers -> call.number(column, numbers.get(row));
                case FlagColumn flags -> call.flag(column, flags.get(row) == 1);
                case TimestampColumn moments -> call.moment(column, moments.micros(row));
                case Column other -> call.text(column, other.text(row));
            }
        }
    }

    private static String json(Table rows, int row) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < rows.columns().size(); column++) {
            Field field = rows.schema().fields().get(column);
            String text = rows.columns().get(column).text(row);
            String value = switch (field.kind()) {
                case NUMBER, FLAG -> text;
                case CATEGORY, TEXT, TIMESTAMP, ENCODED -> "\"" + text.replace("\"", "\\\"") + "\"";
            };
            cells.add("\"" + field.name() + "\":" + (text.isEmpty() ? "null" : value));
        }
        return "{" + String.join(",", cells) + "}";
    }

    private static String micros(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toNanos() / 1e3);
    }
}
