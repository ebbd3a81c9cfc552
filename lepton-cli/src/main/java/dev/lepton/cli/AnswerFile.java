package dev.lepton.cli;

import dev.lepton.base.AtomicFiles;
import dev.lepton.model.Answering;
import dev.lepton.model.Interval;
import dev.lepton.model.PredictionIntervals;
import dev.lepton.model.PredictionSets;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Task;
import dev.lepton.model.bundle.Contract;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers as CSV, one line a row in the input's order: `prediction,probability_<class>...` for classes,
/// `prediction` for numbers; with a coverage also `prediction_set`, or `lower,upper`.
///
/// The names of a set are parted by `|`; within a name, `|` and `\` are preceded by `\`.
final class AnswerFile {

    private final Task task;
    private final Answering answering;
    private final Optional<PredictionIntervals> intervals;
    private final Optional<PredictionSets> sets;

    /// @param coverage share of rows whose truth the answers shall hold; empty for answers alone
    /// @throws dev.lepton.base.LeptonException INVALID_ARGUMENT where the model cannot promise the coverage
    AnswerFile(Contract contract, Optional<Double> coverage) {
        boolean ofClasses = contract.task() instanceof Task.Classification;
        this.task = contract.task();
        this.answering = contract.answering();
        this.intervals = ofClasses ? Optional.empty() : coverage.map(answering::intervals);
        this.sets = ofClasses ? coverage.map(answering::sets) : Optional.empty();
    }

    void write(Path file, Predictions answers) {
        AtomicFiles.write(file, out -> write(out, answers));
    }

    void write(OutputStream out, Predictions answers) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        StringBuilder line = header();
        for (int row = 0; row < answers.size(); row++) {
            writer.append(line.append('\n'));
            line.setLength(0);
            append(line, answers, row);
        }
        writer.append(line.append('\n'));
        writer.flush();
    }

    /// Answers as JSON, one object a line: `{"prediction": ..., "probabilities": {...}}`.
    void writeJson(PrintStream out, Predictions answers) {
        for (int row = 0; row < answers.size() && !out.checkError(); row++) {
            out.println(Json.text(values(answers, row)));
        }
    }

    private Map<String, @Nullable Object> values(Predictions answers, int row) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        if (task instanceof Task.Classification classes && answers instanceof Probabilities probabilities) {
            Map<String, @Nullable Object> byClass = new LinkedHashMap<>();
            for (int code = 0; code < answers.width(); code++) {
                byClass.put(classes.classes().get(code), Json.number(answers.get(row, code)));
            }
            line.put("prediction", label(classes, probabilities, row));
            line.put("probabilities", byClass);
            sets.ifPresent(some -> line.put("prediction_set", set(some, classes, probabilities, row)));
        } else {
            line.put("prediction", Json.number(answers.get(row, 0)));
            intervals.ifPresent(some -> {
                Interval interval = some.around(answers.get(row, 0));
                line.put("lower", Json.number(interval.low()));
                line.put("upper", Json.number(interval.high()));
            });
        }
        return line;
    }

    private StringBuilder header() {
        StringBuilder line = new StringBuilder("prediction");
        if (task instanceof Task.Classification classes) {
            classes.classes().forEach(name -> line.append(',').append(quoted("probability_" + name)));
        }
        sets.ifPresent(some -> line.append(",prediction_set"));
        intervals.ifPresent(some -> line.append(",lower,upper"));
        return line;
    }

    private void append(StringBuilder line, Predictions answers, int row) {
        if (task instanceof Task.Classification classes && answers instanceof Probabilities probabilities) {
            line.append(quoted(label(classes, probabilities, row)));
            for (int code = 0; code < answers.width(); code++) {
                line.append(',').append(answers.get(row, code));
            }
            sets.ifPresent(some -> line.append(',').append(quoted(joined(set(some, classes, probabilities, row)))));
        } else {
            line.append(answers.get(row, 0));
            intervals.ifPresent(some -> {
                Interval interval = some.around(answers.get(row, 0));
                line.append(',').append(interval.low()).append(',').append(interval.high());
            });
        }
    }

    private String label(Task.Classification classes, Probabilities answers, int row) {
        return classes.classes().get(answering.decision().label(answers, row));
    }

    private List<String> set(PredictionSets some, Task.Classification classes, Probabilities answers, int row) {
        return answering.set(some, answers, row).stream()
                .map(classes.classes()::get)
                .toList();
    }

    private static String joined(List<String> names) {
        List<String> escaped = new ArrayList<>();
        names.forEach(name -> escaped.add(name.replace("\\", "\\\\").replace("|", "\\|")));
        return String.join("|", escaped);
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                && text.equals(text.strip());
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
