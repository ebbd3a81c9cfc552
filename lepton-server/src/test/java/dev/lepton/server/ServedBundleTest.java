package dev.lepton.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lepton.model.bundle.Predictor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServedBundleTest {

    private static Predictor predictor;
    private static ModelServer server;
    private static Client client;

    @BeforeAll
    static void start() {
        predictor = Predictor.open(TinyBundle.bundle());
        server = ModelServer.start(
                List.of(ServedModel.of("tiny", predictor)),
                ServerOptions.DEFAULTS.withPort(0).withThreads(2));
        client = new Client(server.address());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
        predictor.close();
    }

    @Test
    void rowsAreAnsweredByTheGraph() {
        JsonNode predictions = client.post(
                        "/v1/models/tiny/predict",
                        "[{\"age\": 30, \"city\": \"Rome\"}, {\"age\": 30, \"city\": \"a city never seen\"}, {\"age\": 20}]")
                .json()
                .path("predictions");

        assertThat(predictions.findValuesAsText("prediction")).containsExactly("leaves", "stays", "stays");
        assertThat(predictions.get(0).path("probabilities").path("leaves").asDouble())
                .isCloseTo(0.8, org.assertj.core.data.Offset.offset(1e-12));
    }

    @Test
    void tensorsAreAnsweredByTheGraph() {
        JsonNode answer = client.post(
                        "/v2/models/tiny/infer",
                        "{\"inputs\": [{\"name\": \"city\", \"shape\": [1, 1], \"datatype\": \"BYTES\", \"data\": [\"Rome\"]},"
                                + "{\"name\": \"age\", \"shape\": [1, 1], \"datatype\": \"INT64\", \"data\": [[30]]}]}")
                .json();

        assertThat(answer.path("outputs").get(0).path("data").get(0).asText()).isEqualTo("leaves");
    }

    @Test
    void pageOffersTheLevelsAndStartsWithTheFullestGoldenRow() {
        assertThat(client.get("/").text())
                .contains("\"levels\":[\"Rome\"]")
                .contains("\"example\":{\"age\":\"40\",\"city\":\"Rome\"}");
    }

    @Test
    void nameFollowsFromTheFile() {
        assertThat(ServedModel.nameOf(Path.of("models/my churn.v2.lepton"))).isEqualTo("my_churn.v2");
    }
}
