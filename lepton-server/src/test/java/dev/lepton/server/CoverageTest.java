package dev.lepton.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Labels by a decision, and answers that hold the truth as often as a request asks.
class CoverageTest {

    private static final String ROWS = "[{\"age\": 80}, {\"age\": 40}, {\"age\": 3}]";

    private static ModelServer server;
    private static Client client;

    @BeforeAll
    static void start() {
        server = ModelServer.start(
                List.of(Toys.cautious(), Toys.unsureSum(), Toys.sumOfCells()),
                ServerOptions.DEFAULTS.withPort(0).withThreads(2));
        client = new Client(server.address());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void theLabelIsThatOfTheDecision() {
        JsonNode predictions =
                client.post("/v1/models/cautious/predict", ROWS).json().path("predictions");

        assertThat(predictions.findValuesAsText("prediction")).containsExactly("yes", "yes", "no");
        assertThat(predictions.get(0).has("prediction_set")).isFalse();
        assertThat(infer("cautious", "").path("outputs").get(0).path("data").toString())
                .isEqualTo("[\"yes\",\"yes\",\"no\"]");
    }

    @Test
    void plainRowsGetSetsAndIntervalsWhereTheyAskForACoverage() {
        JsonNode classes = client.post("/v1/models/cautious/predict?coverage=0.75", ROWS)
                .json()
                .path("predictions");
        JsonNode numbers = client.post("/v1/models/unsure/predict?coverage=0.9", ROWS)
                .json()
                .path("predictions");

        // Three quarters of 19 rows and a new one: 15 rows, up to 0.75 off.
        assertThat(classes.get(0).path("prediction_set").toString()).isEqualTo("[\"yes\"]");
        assertThat(classes.get(1).path("prediction_set").toString()).isEqualTo("[\"no\",\"yes\"]");
        assertThat(classes.get(2).path("prediction_set").toString()).isEqualTo("[\"no\"]");
        assertThat(numbers.get(1).toString()).isEqualTo("{\"prediction\":40.0,\"lower\":22.0,\"upper\":58.0}");
    }

    @Test
    void openInferenceTakesTheCoverageAsItsParameter() {
        JsonNode classes =
                infer("cautious", "\"parameters\": {\"coverage\": 0.75},").path("outputs");
        JsonNode numbers =
                infer("unsure", "\"parameters\": {\"coverage\": 0.9},").path("outputs");

        assertThat(classes.findValuesAsText("name")).containsExactly("label", "probabilities", "prediction_set");
        assertThat(classes.get(2).toString())
                .isEqualTo("{\"name\":\"prediction_set\",\"datatype\":\"BOOL\",\"shape\":[3,2],"
                        + "\"data\":[false,true,true,true,true,false]}");
        assertThat(numbers.findValuesAsText("name")).containsExactly("prediction", "lower", "upper");
        assertThat(numbers.get(1).toString())
                .isEqualTo("{\"name\":\"lower\",\"datatype\":\"FP64\",\"shape\":[3,1],\"data\":[62.0,22.0,-15.0]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    unsure   | 1.5  | between 0 and 1
                    unsure   | much | The coverage is "much"
                    unsure   | 0.99 | ask for 0.9500 at most
                    sum      | 0.9  | train it again
                    """)
    void aCoverageThatCannotBePromisedIsABadRequest(String model, String coverage, String why) {
        Client.Answer rows = client.post("/v1/models/" + model + "/predict?coverage=" + coverage, ROWS);
        Client.Answer tensors = client.post(
                "/v2/models/" + model + "/infer", tensors("\"parameters\": {\"coverage\": \"" + coverage + "\"},"));

        assertThat(rows.status()).isEqualTo(400);
        assertThat(rows.error()).contains(why);
        assertThat(tensors.status()).isEqualTo(400);
        assertThat(tensors.error()).contains(why);
    }

    private static JsonNode infer(String model, String parameters) {
        return client.post("/v2/models/" + model + "/infer", tensors(parameters))
                .json();
    }

    private static String tensors(String parameters) {
        StringBuilder inputs =
                new StringBuilder("{\"name\": \"age\", \"shape\": [3], \"datatype\": \"FP64\", \"data\": [80, 40, 3]}");
        for (String input : List.of("city BYTES", "member BOOL", "since INT64", "note BYTES")) {
            inputs.append(", {\"name\": \"")
                    .append(input.replace(" ", "\", \"shape\": [3], \"datatype\": \""))
                    .append("\", \"data\": [null, null, null]}");
        }
        return "{" + parameters + "\"inputs\": [" + inputs + "]}";
    }
}
