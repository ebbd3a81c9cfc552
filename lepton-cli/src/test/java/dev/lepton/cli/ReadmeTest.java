package dev.lepton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.cli.quickstart.Customers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs what the README shows, in its order, with less time and a free port.
class ReadmeTest {

    private static final Path README = Path.of("..", "README.md");
    private static final Pattern FENCE = Pattern.compile("```(sh|java)\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private static List<String> blocks(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = FENCE.matcher(Files.readString(README));
        while (matcher.find()) {
            if (matcher.group(1).equals(language)) {
                blocks.add(matcher.group(2));
            }
        }
        return blocks;
    }

    private static List<String> commands() throws IOException {
        return blocks("sh").stream().flatMap(String::lines).toList();
    }

    @Test
    void firstTwoCommandsAreAllThatAFreshMachineNeeds() throws IOException {
        assertThat(commands().subList(0, 2)).containsExactly("./lepton quickstart", "./mvnw verify");
    }

    @Test
    void everyCommandWorks() throws IOException, InterruptedException {
        for (String command : commands()) {
            if (command.startsWith("./lepton serve")) {
                serveAndAsk(command);
            } else if (command.startsWith("./lepton ")) {
                List<String> words = words(command);
                if (words.contains("quickstart")) {
                    words.addAll(List.of("--time", "8s", "--rows", "600"));
                }
                Child child = Child.start(folder, words);
                assertThat(child.waitFor()).as(command + "\n" + child.output()).isZero();
            } else {
                assertThat(command)
                        .matches("./mvnw verify|curl .*"); // the one runs this test, the other is asked below
            }
        }
        assertThat(Files.readAllLines(folder.resolve("answers.csv"))).hasSize(601);
    }

    /// The words of a command, trained for 8 seconds instead of 60.
    private static List<String> words(String command) {
        return new ArrayList<>(List.of(command.substring("./lepton ".length())
                .replace("--time 60s", "--time 8s")
                .replace("--port 8080", "--port 0")
                .split(" ")));
    }

    private void serveAndAsk(String command) throws IOException, InterruptedException {
        Child server = Child.start(folder, words(command));
        try (HttpClient client = HttpClient.newHttpClient()) {
            String address = server.lineWith("Serving at ").replaceFirst("Serving at (\\S+) .*", "$1");
            String curl = commands().stream()
                    .filter(line -> line.startsWith("curl"))
                    .findFirst()
                    .orElseThrow();
            Matcher parts = Pattern.compile("curl -s http://127.0.0.1:8080(\\S+) -d '(.*)'")
                    .matcher(curl);
            assertThat(parts.matches()).isTrue();
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(address + parts.group(1)))
                            .POST(HttpRequest.BodyPublishers.ofString(parts.group(2)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("\"predictions\":[{\"prediction\":");
        } finally {
            server.process().destroy(); // SIGTERM, on which a server stops by itself
        }
        assertThat(server.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(server.process().exitValue()).as(server.output()).isZero();
    }

    @Test
    void javaIsWordForWordACompiledProgram() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/lepton/cli/ReadmeProgram.java"));
        String shown = blocks("java").getFirst();

        assertThat(flat(source)).contains(flat(shown));
    }

    private static String flat(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void quickstartTableIsTheOneTheReadmeNames() throws IOException {
        Path table = folder.resolve("customers.csv");
        Customers.write(table, 10, new Seed(1));

        assertThat(Files.readAllLines(table).getFirst())
                .startsWith("customer_id,")
                .endsWith(",churned");
    }
}
