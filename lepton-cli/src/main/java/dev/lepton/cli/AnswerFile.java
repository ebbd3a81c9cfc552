package dev.lepton.cli;

import dev.lepton.base.AtomicFiles;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Task;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers as CSV, one line a row in the input's order: `prediction,probability_<class>...` for classes,
/// `prediction` for numbers.
final class AnswerFile {

    private AnswerFile() {}

    static void write(Path file, Task task, Predictions answers) {
        AtomicFiles.write(file, out -> write(out, task, answers));
    }

    static void write(OutputStream out, Task task, Predictions answers) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        StringBuilder line = header(task);
        for (int row = 0; row < answers.size(); row++) {
            writer.append(line.append('\n'));
            line.setLength(0);
            append(line, task, answers, row);
        }
        writer.append(line.append('\n'));
        writer.flush();
    }

    /// Answers as JSON, one object a line: `{"prediction": ..., "probabilities": {...}}`.
    static void writeJson(PrintStream out, Task task, Predictions answers) {
        for (int row = 0; row < answers.size() && !out.checkError(); row++) {
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            if (task instanceof Task.Classification classes && answers instanceof Probabilities probabilities) {
                Map<String, @Nullable Object> byClass = new LinkedHashMap<>();
                for (int code = 0; code < answers.width(); code++) {
                    byClass.put(classes.classes().get(code), Json.number(answers.get(row, code)));
                }
                line.put("prediction", classes.classes().get(probabilities.label(row)));
                line.put("probabilities", byClass);
            } else {
                line.put("prediction", Json.number(answers.get(row, 0)));
            }
            out.println(Json.text(line));
        }
    }

    private static StringBuilder header(Task task) {
        StringBuilder line = new StringBuilder("prediction");
        if (task instanceof Task.Classification classes) {
            classes.classes().forEach(name -> line.append(',').append(quoted("probability_" + name)));
        }
        return line;
    }

    private static void append(StringBuilder line, Task task, Predictions answers, int row) {
        if (task instanceof Task.Classification classes && answers instanceof Probabilities probabilities) {
            line.append(quoted(classes.classes().get(probabilities.label(row))));
            for (int code = 0; code < answers.width(); code++) {
                line.append(',').append(answers.get(row, code));
            }
        } else {
            line.append(answers.get(row, 0));
        }
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                && text.equals(text.strip());
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
