package dev.lepton.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenInferenceTest {

    private static final String OTHERS = """
            {"name": "city", "shape": [2], "datatype": "BYTES", "data": ["Bern", ""]},
            {"name": "member", "shape": [2], "datatype": "BOOL", "data": [true, null]},
            {"name": "since", "shape": [2], "datatype": "INT64", "data": [1000000, 2000000]},
            {"name": "note", "shape": [2], "datatype": "BYTES", "data": ["a", "b"]}""";

    private static ModelServer server;
    private static Client client;

    @BeforeAll
    static void start() {
        server = ModelServer.start(
                List.of(Toys.yesByAge(), Toys.sumOfCells(), Toys.lastDigits()),
                ServerOptions.DEFAULTS.withPort(0).withThreads(2));
        client = new Client(server.address());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static Client.Answer infer(String age) {
        return client.post("/v2/models/toy/infer", "{\"id\": \"r1\", \"inputs\": [" + age + "," + OTHERS + "]}");
    }

    private static Client.Answer id(String shape, String datatype, String data) {
        return client.post(
                "/v2/models/digits/infer",
                "{\"inputs\": [{\"name\": \"id\", \"shape\": " + shape + ", \"datatype\": \"" + datatype
                        + "\", \"data\": " + data + "}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2", "/v2/"})
    void serverMetadataIsThereWithAndWithoutTheLastSlash(String path) {
        JsonNode about = client.get(path).json();

        assertThat(about.path("name").asText()).isEqualTo("lepton");
        assertThat(about.path("version").asText()).isNotEmpty();
        assertThat(about.path("extensions").isArray()).isTrue();
    }

    @Test
    void healthIsReported() {
        assertThat(client.get("/v2/health/live").text()).isEqualTo("{\"live\":true}");
        assertThat(client.get("/v2/health/ready").status()).isEqualTo(200);
        assertThat(client.get("/v2/models/toy/ready").text()).isEqualTo("{\"name\":\"toy\",\"ready\":true}");
        assertThat(client.get("/v2/models/toy/versions/1/ready").status()).isEqualTo(200);
    }

    @Test
    void metadataStatesEveryTensor() {
        JsonNode metadata = client.get("/v2/models/toy").json();

        assertThat(metadata.path("platform").asText()).isEqualTo("onnx_onnxv1");
        assertThat(metadata.path("inputs").get(0).toString())
                .isEqualTo("{\"name\":\"age\",\"datatype\":\"FP64\",\"shape\":[-1,1]}");
        assertThat(metadata.path("inputs").findValuesAsText("datatype"))
                .containsExactly("FP64", "BYTES", "BOOL", "INT64", "BYTES");
        assertThat(metadata.path("outputs").get(1).toString())
                .isEqualTo("{\"name\":\"probabilities\",\"datatype\":\"FP64\",\"shape\":[-1,2]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [2]    | FP64  | [30, 80.0]
                    [2, 1] | FP64  | [30, 80]
                    [2, 1] | FP32  | [[30], [80]]
                    [2]    | INT32 | [30, 80]
                    [2]    | UINT8 | [30, 80]
                    """)
    void flatAndNestedDataOfEveryNumericDatatypeAnswerAlike(String shape, String datatype, String data) {
        Client.Answer answer = infer("{\"name\": \"age\", \"shape\": " + shape + ", \"datatype\": \"" + datatype
                + "\", \"data\": " + data + "}");

        assertThat(answer.text())
                .isEqualTo("{\"model_name\":\"toy\",\"model_version\":\"1\",\"id\":\"r1\",\"outputs\":["
                        + "{\"name\":\"label\",\"datatype\":\"BYTES\",\"shape\":[2],\"data\":[\"no\",\"yes\"]},"
                        + "{\"name\":\"probabilities\",\"datatype\":\"FP64\",\"shape\":[2,2],"
                        + "\"data\":[0.7,0.3,0.19999999999999996,0.8]}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[null, 50]", "[NaN, 50]"})
    void nullAndBareNaNAreMissingCells(String data) {
        Client.Answer answer =
                infer("{\"name\": \"age\", \"shape\": [2], \"datatype\": \"FP64\", \"data\": " + data + "}");

        assertThat(answer.json().path("outputs").get(1).path("data").get(1).asDouble())
                .isEqualTo(0.5);
    }

    @Test
    void onlyTheOutputsAskedForComeBack() {
        Client.Answer answer = client.post(
                "/v2/models/toy/versions/1/infer",
                "{\"parameters\": {\"x\": 1}, \"outputs\": [{\"name\": \"label\", \"parameters\": {}}], \"inputs\": ["
                        + "{\"name\": \"age\", \"shape\": [2], \"datatype\": \"FP64\", \"data\": [1, 2]}," + OTHERS
                        + "]}");

        assertThat(answer.json().path("outputs")).hasSize(1);
        assertThat(answer.json().has("id")).isFalse();
    }

    @Test
    void integersBeyondTheReachOfFloatsStayExact() {
        Client.Answer answer = id("[1]", "INT64", "[9007199254740993]");

        assertThat(answer.json().path("outputs").get(0).path("data").get(0).asInt())
                .isEqualTo(993);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [3]                    | INT64 | [1]           | 3 elements, but its data has 1
                    [2]                    | INT64 | [1, 2, 3]     | 2 elements, but its data has 3
                    [-1]                   | INT64 | [1]           | dimensions are whole numbers
                    [4294967296, 4294967296] | INT64 | [1]         | dimensions are whole numbers
                    [1, 2]                 | INT64 | [1, 2]        | [rows] or [rows, 1] was expected
                    [2, 1]                 | INT64 | [[1, 2]]      | no list of one
                    [1]                    | INT64 | [[[1]]]       | nested deeper
                    [1]                    | INT65 | [1]           | Did you mean "INT64"
                    [1]                    | INT8  | [200]         | 200 is no INT8
                    [1]                    | UINT8 | [-1]          | -1 is no UINT8
                    [1]                    | INT64 | [1.5]         | 1.5 is no INT64
                    [1]                    | FP64  | [Infinity]    | a finite number was expected
                    [1]                    | FP64  | ["12"]        | "12" is no FP64
                    [1]                    | BYTES | ["12"]        | the model wants a number as FP64
                    [1]                    | INT64 | 7             | no list "data"
                    7                      | INT64 | [7]           | no list "shape"
                    """)
    void tensorThatDoesNotFitIsABadRequestThatSaysWhy(String shape, String datatype, String data, String why) {
        Client.Answer answer = id(shape, datatype, data);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).startsWith("application/json");
        assertThat(answer.error()).contains(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                  | has no list "inputs"
                    {"inputs": []}                                      | has no list "inputs"
                    {"inputs": [{"shape": [1]}]}                        | an input has no "name"
                    {"inputs": [{"name": "iid", "shape": [1], "datatype": "FP64", "data": [1]}]} | Did you mean "id"
                    {"inputs": [                                        | The body is no JSON at line 1
                    """)
    void requestThatIsNoneIsABadRequestThatSaysWhy(String body, String why) {
        Client.Answer answer = client.post("/v2/models/digits/infer", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).contains(why);
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        Client.Answer answer = client.post(
                "/v2/models/toy/infer",
                "{\"inputs\": [{\"name\": \"agee\", \"shape\": [1], \"datatype\": \"FP64\", \"data\": [1]},"
                        + "{\"name\": \"city\", \"shape\": [2], \"datatype\": \"BYTES\", \"data\": [\"a\"]}]}");

        assertThat(answer.error()).contains("2 problems", "Did you mean \"age\"", "\"city\"");
    }

    @Test
    void absentInputsAreNamed() {
        Client.Answer answer = client.post(
                "/v2/models/toy/infer",
                "{\"inputs\": [{\"name\": \"age\", \"shape\": [1], \"datatype\": \"FP64\", \"data\": [1]}]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).contains("[city, member, since, note]");
    }

    @Test
    void unknownModelVersionAndOutputAreErrorsThatNameTheNearest() {
        assertThat(client.get("/v2/models/tooy").status()).isEqualTo(404);
        assertThat(client.get("/v2/models/tooy").error()).contains("Did you mean \"toy\"");
        assertThat(client.get("/v2/models/toy/versions/9").status()).isEqualTo(404);
        Client.Answer output = client.post(
                "/v2/models/digits/infer",
                "{\"outputs\": [{\"name\": \"predicton\"}], \"inputs\": [{\"name\": \"id\", \"shape\": [1],"
                        + " \"datatype\": \"INT64\", \"data\": [1]}]}");
        assertThat(output.status()).isEqualTo(400);
        assertThat(output.error()).contains("Did you mean \"prediction\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2",
                "/v2/health/live",
                "/v2/health/ready",
                "/v2/models/toy",
                "/v2/models/toy/ready",
                "/v2/models/toy/versions/1",
                "/v2/models/toy/versions/1/ready"
            })
    void everyPathIsThereWithAndWithoutTheLastSlash(String path) {
        Client.Answer plain = client.get(path);

        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.type()).startsWith("application/json");
        assertThat(client.get(path + "/")).isEqualTo(plain);
    }

    @Test
    void inferenceIsThereUnderItsVersionToo() {
        String body = "{\"inputs\": [{\"name\": \"id\", \"shape\": [1], \"datatype\": \"INT64\", \"data\": [42]}]}";

        Client.Answer plain = client.post("/v2/models/digits/infer", body);
        assertThat(plain.status()).isEqualTo(200);
        assertThat(client.post("/v2/models/digits/infer/", body)).isEqualTo(plain);
        assertThat(client.post("/v2/models/digits/versions/1/infer", body)).isEqualTo(plain);
        assertThat(client.post("/v2/models/digits/versions/2/infer", body).status())
                .isEqualTo(404);
    }

    /// Paths are matched as they are routed, so that no way of writing one reaches anything else.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/models/..%2f..%2fetc%2fpasswd",
                "/v2/models/%2e%2e/ready",
                "/v2/models/toy%00",
                "/v2/models/"
            })
    void oddPathsAreErrorsInJson(String path) {
        Client.Answer answer = client.get(path);

        assertThat(answer.status()).isBetween(400, 404);
        assertThat(answer.error()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "a string"  | a string
                    7           | 7
                    ""          | ''
                    """)
    void idComesBack(String id, String echoed) {
        Client.Answer answer = client.post(
                "/v2/models/digits/infer",
                "{\"id\": " + id + ", \"inputs\": [{\"name\": \"id\", \"shape\": [1], \"datatype\": \"INT64\","
                        + " \"data\": [42]}]}");

        assertThat(answer.json().path("id").textValue()).isEqualTo(echoed);
    }

    @Test
    void deeplyNestedJsonIsABadRequest() {
        Client.Answer answer = client.post("/v2/models/digits/infer", "[".repeat(1_000_000));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).contains("no JSON");
    }

    @Test
    void largeBodyForNoModelIsToldSoAllTheSame() {
        Client.Answer answer = client.post("/v2/models/tooy/infer", " ".repeat(5_000_000));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error()).contains("Did you mean \"toy\"");
    }
}
