package dev.lepton.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// One page in a headless Chromium, driven by the DevTools protocol over a web socket.
///
/// Chromium is the program that `LEPTON_CHROMIUM` names, or one of the usual names on the path.
final class Browser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final long PATIENCE_SECONDS = 60; // for a machine that also builds; an answer takes milliseconds

    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> pending;
    private final List<String> complaints;
    private final AtomicInteger calls = new AtomicInteger();
    private String session = "";

    private Browser(
            Process process,
            WebSocket socket,
            Map<Integer, CompletableFuture<JsonNode>> pending,
            List<String> complaints) {
        this.process = process;
        this.socket = socket;
        this.pending = pending;
        this.complaints = complaints;
    }

    /// Where there is no Chromium, the test that asks for it is skipped and says so.
    static Path requireProgram() {
        Optional<Path> program = Stream.concat(
                        Stream.ofNullable(System.getenv("LEPTON_CHROMIUM")).map(Path::of),
                        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name))))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), "no Chromium is on the PATH, nor named by LEPTON_CHROMIUM");
        return program.orElseThrow();
    }

    /// @param profile an empty folder
    static Browser open(Path profile) {
        try {
            Process process = new ProcessBuilder(
                            requireProgram().toString(),
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + profile,
                            "about:blank")
                    .redirectErrorStream(true)
                    .start();
            Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
            List<String> complaints = new CopyOnWriteArrayList<>();
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(debugger(process), new Listener(pending, complaints))
                    .join();
            Browser browser = new Browser(process, socket, pending, complaints);
            browser.attach();
            return browser;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI debugger(Process process) throws IOException {
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("DevTools listening on ")) {
                Thread.ofVirtual().start(() -> lines.lines().forEach(unused -> {})); // so that it never blocks
                return URI.create(line.substring("DevTools listening on ".length()));
            }
        }
        throw new IllegalStateException(
                "Chromium ended with status " + process.onExit().join().exitValue());
    }

    private void attach() {
        String target = call("Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asText();
        session = call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
        call("Page.enable", Map.of());
        call("Runtime.enable", Map.of());
        call("Log.enable", Map.of());
    }

    /// What the next pages take for the language of their user.
    void speak(String language) {
        call("Emulation.setUserAgentOverride", Map.of("userAgent", "test", "acceptLanguage", language));
    }

    void resize(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /// Opens an address and waits until `ready`, a JavaScript expression, is true there.
    void open(String address, String ready) {
        call("Page.navigate", Map.of("url", "about:blank"));
        call("Page.navigate", Map.of("url", address));
        await(ready);
    }

    /// Waits until a JavaScript expression is true.
    void await(String condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!evaluate("Boolean(" + condition + ")").equals("true")) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(condition + " never came true; the page says: "
                        + evaluate("document.body.innerText") + complaints);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// The value of a JavaScript expression as text; what it throws is text too.
    String evaluate(String expression) {
        JsonNode result = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        JsonNode thrown = result.path("exceptionDetails");
        return thrown.isMissingNode()
                ? result.path("result").path("value").asText()
                : thrown.path("exception").path("description").asText();
    }

    /// Presses and releases a key, such as `Tab` or `Enter`.
    void press(String key) {
        Map<String, Object> down = new LinkedHashMap<>();
        down.put("type", "keyDown");
        down.put("key", key);
        down.put("windowsVirtualKeyCode", key.equals("Tab") ? 9 : 13);
        if (key.equals("Enter")) {
            down.put("text", "\r");
        }
        call("Input.dispatchKeyEvent", down);
        down.put("type", "keyUp");
        down.remove("text");
        call("Input.dispatchKeyEvent", down);
    }

    /// Types into what has the focus.
    void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    /// Errors of scripts and of the browser's own rules so far, such as of its Content Security Policy.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        int id = calls.incrementAndGet();
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("id", id);
        message.put("method", method);
        message.put("params", parameters);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        pending.put(id, answer);
        try {
            socket.sendText(JSON.writeValueAsString(message), true).join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JsonNode said = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (said.has("error")) {
            throw new IllegalStateException(method + ": " + said.path("error"));
        }
        return said.path("result");
    }

    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        session = "";
        call("Browser.close", Map.of());
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
        socket.abort();
    }

    /// Sorts what Chromium says into answers of calls and complaints.
    private record Listener(
            Map<Integer, CompletableFuture<JsonNode>> pending, List<String> complaints, StringBuilder part)
            implements WebSocket.Listener {

        Listener(Map<Integer, CompletableFuture<JsonNode>> pending, List<String> complaints) {
            this(pending, complaints, new StringBuilder());
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                hear(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        private void hear(String text) {
            try {
                JsonNode message = JSON.readTree(text);
                CompletableFuture<JsonNode> caller =
                        pending.remove(message.path("id").asInt());
                if (caller != null) {
                    caller.complete(message);
                }
                String event = message.path("method").asText();
                boolean thrown = event.equals("Runtime.exceptionThrown");
                boolean logged = event.equals("Log.entryAdded")
                        && message.at("/params/entry/level").asText().equals("error");
                if (thrown || logged) {
                    complaints.add(message.path("params").toString());
                }
            } catch (IOException e) {
                complaints.add(e.toString());
            }
        }
    }
}
