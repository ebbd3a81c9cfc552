package dev.lepton.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainRowsTest {

    private static ModelServer server;
    private static Client client;

    @BeforeAll
    static void start() {
        server = ModelServer.start(
                List.of(Toys.yesByAge(), Toys.sumOfCells()),
                ServerOptions.DEFAULTS.withPort(0).withThreads(2));
        client = new Client(server.address());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"age\": 80}, {\"age\": 30}]", "{\"instances\": [{\"age\": 80}, {\"age\": 30}]}"})
    void rowsAnswerInTheirOrder(String body) {
        assertThat(client.post("/v1/models/toy/predict", body).text())
                .isEqualTo("{\"model\":\"toy\",\"version\":\"1\",\"predictions\":["
                        + "{\"prediction\":\"yes\",\"probabilities\":{\"no\":0.19999999999999996,\"yes\":0.8}},"
                        + "{\"prediction\":\"no\",\"probabilities\":{\"no\":0.7,\"yes\":0.3}}]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                          | 0
                    {"age": null, "city": "", "note": ""}       | 0
                    {"age": 2.5}                                | 2.5
                    {"age": 7, "city": "Bern"}                  | 11
                    {"city": 3012}                              | 4
                    {"member": true}                            | 1
                    {"member": "yes"}                           | 1
                    {"member": 0}                               | 0
                    {"since": 5000000}                          | 5
                    {"since": "1970-01-01T00:00:05Z"}           | 5
                    {"since": "1970-01-01T01:00:05+01:00"}      | 5
                    {"since": "1970-01-01 00:00:05.5"}          | 5.5
                    {"since": "1970-01-02"}                     | 86400
                    {"note": "free text"}                       | 9
                    """)
    void cellsAreReadAsTheSchemaSays(String row, double sum) {
        assertThat(client.post("/v1/models/sum/predict", "[" + row + "]")
                        .json()
                        .path("predictions")
                        .get(0)
                        .path("prediction")
                        .asDouble())
                .isEqualTo(sum);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [{"age": 1}, {"age": "old"}] | row 2, column "age": "old" came; a number was expected
                    [{"age": "39"}]              | write it without quotes
                    [{"age": true}]              | row 1, column "age": true came
                    [{"age": 1e999}]             | a finite number was expected
                    [{"age": [1]}]               | one value was expected
                    [{"member": "perhaps"}]      | true or false was expected
                    [{"since": "31.01.2026"}]    | a moment was expected
                    [{"agee": 1}]                | no column "agee". Did you mean "age"?
                    []                           | The body is an empty list
                    [1]                          | row 1 is no object
                    "x"                          | The body is a JSON string
                    {"rows": []}                 | The body is a JSON object
                    [{"age": 1, "age": 2}]       | no JSON at line 1
                    """)
    void rowsThatDoNotFitAreABadRequestThatSaysWhy(String body, String why) {
        Client.Answer answer = client.post("/v1/models/sum/predict", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).contains(why);
    }

    @Test
    void everyWrongCellIsReportedAtOnce() {
        Client.Answer answer = client.post("/v1/models/sum/predict", "[{\"age\": \"a\", \"member\": \"b\"}]");

        assertThat(answer.error()).contains("2 problems", "column \"age\"", "column \"member\"");
    }
}
