package dev.lepton.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.Bytes;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Answering;
import dev.lepton.model.Estimates;
import dev.lepton.model.Task;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.Schema;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelServerTest {

    private static final ServerOptions OPTIONS =
            ServerOptions.DEFAULTS.withPort(0).withThreads(2);

    /// Answers once the latch is open, and tells when it is asked.
    private static ServedModel waiting(CountDownLatch asked, CountDownLatch open) {
        return new ServedModel(
                "slow",
                "1",
                new Schema(List.of(new Field("x", ColumnKind.NUMBER))),
                Task.Regression.SQUARED,
                Answering.PLAIN,
                Form.bare("y"),
                rows -> {
                    asked.countDown();
                    try {
                        open.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return Estimates.of(new double[rows.rows()]);
                });
    }

    @Test
    void slowModelsKeepNoHealthCheckWaiting() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(2);
        CountDownLatch open = new CountDownLatch(1);
        try (ModelServer server = ModelServer.start(List.of(waiting(asked, open)), OPTIONS);
                Client client = new Client(server.address())) {
            List<CompletableFuture<Client.Answer>> answers = List.of(ask(client), ask(client));
            asked.await();

            assertThat(client.get("/v2/health/live").status()).isEqualTo(200);
            open.countDown();
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
        }
    }

    @Test
    void requestThatIsBeingAnsweredEndsBeforeTheServerStops() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        try (ModelServer server = ModelServer.start(List.of(waiting(asked, open)), OPTIONS);
                Client client = new Client(server.address())) {
            CompletableFuture<Client.Answer> answer = ask(client);
            asked.await();
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
            open.countDown();

            assertThat(answer.join().status()).isEqualTo(200);
            stopped.join();
        }
    }

    private static CompletableFuture<Client.Answer> ask(Client client) {
        return CompletableFuture.supplyAsync(
                () -> client.post("/v1/models/slow/predict", "[{\"x\": 1}]"),
                task -> Thread.ofVirtual().start(task));
    }

    @Test
    void takenPortIsAnErrorThatSaysWhatToDo() {
        try (ModelServer server = ModelServer.start(List.of(Toys.yesByAge()), OPTIONS)) {
            int port = server.address().getPort();

            assertThatThrownBy(() -> ModelServer.start(List.of(Toys.yesByAge()), OPTIONS.withPort(port)))
                    .isInstanceOf(LeptonException.class)
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void twoModelsOfOneNameAreRefused() {
        assertThatThrownBy(() -> ModelServer.start(List.of(Toys.yesByAge(), Toys.yesByAge()), OPTIONS))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("Two models are named \"toy\"");
    }

    @Test
    void bodyBeyondTheLimitIsRefused() {
        try (ModelServer server = ModelServer.start(List.of(Toys.yesByAge()), OPTIONS.withMaxRequest(new Bytes(100)));
                Client client = new Client(server.address())) {
            Client.Answer answer = client.post("/v1/models/toy/predict", "[{\"note\": \"" + "x".repeat(5_000) + "\"}]");

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.error()).contains("larger than 100 B");
        }
    }

    @Test
    void faultsAndUnknownPathsAreJsonWithoutInnerMatters() {
        try (ModelServer server = ModelServer.start(List.of(Toys.broken()), OPTIONS);
                Client client = new Client(server.address())) {
            Client.Answer fault = client.post("/v1/models/broken/predict", "[{}]");
            Client.Answer path = client.get("/v3/x");
            Client.Answer method = client.get("/v1/models/broken/predict");

            assertThat(fault.status()).isEqualTo(500);
            assertThat(fault.error()).isNotEmpty().doesNotContain("secret", "\tat ");
            assertThat(path.status()).isEqualTo(404);
            assertThat(path.error()).contains("/v3/x");
            assertThat(method.status()).isEqualTo(405);
            assertThat(method.error()).isNotEmpty();
        }
    }

    @Test
    void pageCarriesTheSchemaAndRefersToNothingElse() {
        try (ModelServer server = ModelServer.start(List.of(Toys.yesByAge()), OPTIONS);
                Client client = new Client(server.address())) {
            Client.Answer page = client.get("/");

            assertThat(page.type()).startsWith("text/html");
            assertThat(page.text())
                    .contains("\"name\":\"member\",\"kind\":\"flag\"")
                    .contains("\\u003c/script>")
                    .doesNotContain("</script><b>")
                    .doesNotContain("src=", "href=", "http://", "https://", "\"MODELS\"", "\"WORDS\"", "/*S");
        }
    }

    @Test
    void accessLogHoldsOneLineARequest() {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (ModelServer server = ModelServer.start(List.of(Toys.yesByAge()), OPTIONS.withAccessLog(lines::add));
                Client client = new Client(server.address())) {
            client.post("/v1/models/toy/predict", "[{}]");
        }
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).contains("\"path\":\"/v1/models/toy/predict\"", "\"status\":200", "\"micros\":");
    }

    @Test
    void serverThatStopsIsNoLongerReadyButFinishesWhatWasAsked() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        try (ModelServer server = ModelServer.start(List.of(waiting(asked, open)), OPTIONS);
                Client client = new Client(server.address())) {
            assertThat(client.get("/v2/health/ready").text()).isEqualTo("{\"ready\":true}");
            CompletableFuture<Client.Answer> answer = ask(client);
            asked.await();
            server.drain();

            Client.Answer ready = client.get("/v2/health/ready");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.text()).isEqualTo("{\"ready\":false}");
            assertThat(client.get("/v2/health/live").status()).isEqualTo(200);
            open.countDown();
            assertThat(answer.join().status()).isEqualTo(200);
        }
    }

    /// Event loops idle for 2 s before they end, for which ten servers would take longer.
    @Test
    void idleServerStopsWithoutWaiting() {
        long start = System.nanoTime();
        for (int round = 0; round < 10; round++) {
            try (ModelServer server = ModelServer.start(List.of(Toys.yesByAge()), OPTIONS);
                    Client client = new Client(server.address())) {
                assertThat(client.get("/v2/health/live").status()).isEqualTo(200);
            }
        }
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(20);
    }

    @Test
    void manyClientsAtOnceAllGetTheirOwnAnswers() {
        int clients = 24;
        int requests = 40;
        try (ModelServer server = ModelServer.start(List.of(Toys.sumOfCells()), OPTIONS);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> all = IntStream.range(0, clients)
                    .mapToObj(number -> CompletableFuture.runAsync(() -> askOften(server, number, requests), threads))
                    .toList();

            all.forEach(CompletableFuture::join);
        }
    }

    private static void askOften(ModelServer server, int number, int requests) {
        try (Client client = new Client(server.address())) {
            for (int request = 0; request < requests; request++) {
                int age = 1_000 * number + request;
                Client.Answer answer = client.post("/v1/models/sum/predict", "[{\"age\": " + age + "}]");
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.json().at("/predictions/0/prediction").asInt())
                        .isEqualTo(age);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models/toy/predict", "/v2/models/toy/infer"})
    void bodyOfAnotherTypeIsRefusedWithTheTypeExpected(String path) {
        try (ModelServer server = ModelServer.start(List.of(Toys.yesByAge()), OPTIONS);
                Client client = new Client(server.address())) {
            for (String[] header : List.of(
                    new String[] {"Content-Type", "text/csv"},
                    new String[] {"Content-Type", "application/octet-stream"},
                    new String[] {"Content-Encoding", "gzip"},
                    new String[] {"Inference-Header-Content-Length", "12"})) {
                Client.Answer answer = client.post(path, "age\n39\n", header[0], header[1]);

                assertThat(answer.status()).as(header[1]).isEqualTo(415);
                assertThat(answer.error()).contains("was expected");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=utf-8",
                "application/vnd.api+json",
                "application/x-www-form-urlencoded",
                "text/plain"
            })
    void typesThatClientsSendWithJsonAreRead(String type) {
        try (ModelServer server = ModelServer.start(List.of(Toys.yesByAge()), OPTIONS);
                Client client = new Client(server.address())) {
            assertThat(client.post("/v1/models/toy/predict", "[{}]", "Content-Type", type)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void bodyOfManyRowsBelowTheLimitIsAnswered() {
        int rows = 200_000;
        String body = "[" + "{\"age\": 1, \"city\": \"Bern\"},".repeat(rows - 1) + "{\"age\": 2}]";
        try (ModelServer server = ModelServer.start(List.of(Toys.sumOfCells()), OPTIONS);
                Client client = new Client(server.address())) {
            Client.Answer answer = client.post("/v1/models/sum/predict", body);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("predictions")).hasSize(rows);
            assertThat(answer.json()
                            .at("/predictions/" + (rows - 1) + "/prediction")
                            .asInt())
                    .isEqualTo(2);
        }
    }
}
