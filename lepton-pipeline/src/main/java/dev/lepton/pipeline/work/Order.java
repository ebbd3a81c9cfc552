package dev.lepton.pipeline.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lepton.base.Deadline;
import dev.lepton.model.Learner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/// What a supervisor tells its worker, one line of JSON each.
sealed interface Order {

    /// Fit, and leave the files in `folder`.
    record Perform(FitTask task, Deadline deadline, Path folder) implements Order {}

    /// End the fit that is going on with the best that it has.
    record Cancel() implements Order {}

    default String toLine() {
        ObjectNode node = Json.object();
        switch (this) {
            case Perform perform -> {
                node.put("do", "fit").set("task", perform.task.toJson());
                if (perform.deadline.isBounded()) {
                    node.put("nanos", perform.deadline.remaining().toNanos());
                }
                node.put("folder", perform.folder.toAbsolutePath().toString());
            }
            case Cancel cancel -> node.put("do", "cancel");
        }
        return Json.line(node) + "\n";
    }

    static Order of(JsonNode node, Function<String, Learner> learners) {
        if (node.path("do").asText().equals("cancel")) {
            return new Cancel();
        }
        return new Perform(
                FitTask.of(Json.at(node, "task", "order"), learners),
                node.has("nanos")
                        ? Deadline.after(Duration.ofNanos(node.get("nanos").longValue()))
                        : Deadline.none(),
                Path.of(Json.at(node, "folder", "order").textValue()));
    }
}
