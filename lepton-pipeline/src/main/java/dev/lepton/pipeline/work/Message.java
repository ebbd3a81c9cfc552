package dev.lepton.pipeline.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lepton.base.ErrorCode;
import java.util.Optional;

/// What a worker tells its supervisor.
///
/// Each message is one line of JSON behind a record separator, as RFC 7464 has it, so that whatever engines
/// print in between is told apart.
sealed interface Message {

    char SEPARATOR = '\u001e';

    /// The worker has its material and waits for a task.
    record Ready() implements Message {}

    /// The worker's virtual machine is at work.
    record Alive() implements Message {}

    /// The task is done and its files are written.
    record Done() implements Message {}

    /// The task failed, but the worker goes on.
    record Failed(ErrorCode code, String reason) implements Message {}

    /// The line that carries this message, its ends included.
    default String toLine() {
        ObjectNode node = Json.object();
        switch (this) {
            case Ready ready -> node.put("is", "ready");
            case Alive alive -> node.put("is", "alive");
            case Done done -> node.put("is", "done");
            case Failed failed ->
                node.put("is", "failed").put("code", failed.code.name()).put("reason", failed.reason);
        }
        return SEPARATOR + Json.line(node) + "\n";
    }

    /// The message in a line, if there is one.
    static Optional<Message> in(String line) {
        int start = line.lastIndexOf(SEPARATOR);
        if (start < 0) {
            return Optional.empty();
        }
        try {
            return of(Json.parsed(line.substring(start + 1)));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // cut in two by what an engine printed
        }
    }

    private static Optional<Message> of(JsonNode node) {
        return switch (node.path("is").asText()) {
            case "ready" -> Optional.of(new Ready());
            case "alive" -> Optional.of(new Alive());
            case "done" -> Optional.of(new Done());
            case "failed" ->
                Optional.of(new Failed(
                        ErrorCode.valueOf(node.path("code").asText()),
                        node.path("reason").asText()));
            default -> Optional.empty();
        };
    }
}
