package dev.lepton.cli;

import dev.lepton.base.Deadline;
import dev.lepton.base.Durations;
import dev.lepton.base.Progress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shows a run as it goes: one line that is rewritten where a person watches, else a line an event, as JSON
/// where machines read. Thread-safe.
final class TrainProgress implements Progress {

    private static final int WIDTH = 78;

    private final Terminal terminal;
    private final boolean json;
    private final Deadline deadline;
    private final Spending spending;
    private String shown = "";

    /// @param deadline tells the time left
    /// @param spending tells what was used up
    TrainProgress(Terminal terminal, boolean json, Deadline deadline, Spending spending) {
        this.terminal = terminal;
        this.json = json;
        this.deadline = deadline;
        this.spending = spending;
    }

    @Override
    public synchronized void on(Event event) {
        if (json) {
            terminal.note(Json.text(value(event)));
            return;
        }
        switch (event) {
            case Event.StageStarted started -> status(started.stage());
            case Event.StageFinished finished -> lasting(finished.stage() + ": " + finished.summary());
            case Event.TrialFinished trial -> trial(trial);
            case Event.Advanced advanced -> {
                if (terminal.live()) {
                    status(advanced.stage() + percent(advanced.fraction()));
                }
            }
            case Event.Warned warned -> lasting("warning: " + warned.message());
        }
    }

    private void trial(Event.TrialFinished trial) {
        String score = Double.isNaN(trial.score()) ? "failed" : number(trial.score());
        String text =
                String.format("trial %d  %s %s  best %s", trial.trial(), trial.learner(), score, number(trial.best()));
        if (terminal.live()) {
            status(text);
        } else {
            terminal.note(text + left());
        }
    }

    /// Replaces the line at which a person looks; elsewhere a line of its own.
    private void status(String text) {
        if (!terminal.live()) {
            terminal.note(text);
            return;
        }
        String left = left();
        int room = WIDTH - left.length();
        String line = (text.length() > room ? text.substring(0, room) : text) + left;
        terminal.err().print("\r" + line + " ".repeat(Math.max(0, shown.length() - line.length())));
        terminal.err().flush();
        shown = line;
    }

    private void lasting(String text) {
        clear();
        terminal.note(text);
    }

    /// Takes the rewritten line away, before something else is printed.
    synchronized void clear() {
        if (!shown.isEmpty()) {
            terminal.err().print("\r" + " ".repeat(shown.length()) + "\r");
            terminal.err().flush();
            shown = "";
        }
    }

    private String left() {
        String spent = spending.text();
        if (!deadline.isBounded()) {
            return spent;
        }
        Duration left = deadline.remaining();
        return spent + "  "
                + Durations.format(Duration.ofSeconds(left.toSeconds())).replaceFirst("[.]\\d+ s", " s") + " left";
    }

    private static String percent(double fraction) {
        return Double.isNaN(fraction) ? "" : String.format(Locale.ROOT, " %.0f %%", 100 * fraction);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.5g", value);
    }

    private Map<String, @Nullable Object> value(Event event) {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        switch (event) {
            case Event.StageStarted started -> {
                value.put("event", "stage_started");
                value.put("stage", started.stage());
            }
            case Event.StageFinished finished -> {
                value.put("event", "stage_finished");
                value.put("stage", finished.stage());
                value.put("summary", finished.summary());
            }
            case Event.TrialFinished trial -> {
                value.put("event", "trial_finished");
                value.put("trial", trial.trial());
                value.put("learner", trial.learner());
                value.put("score", Json.number(trial.score()));
                value.put("best", Json.number(trial.best()));
                value.putAll(spending.values());
            }
            case Event.Advanced advanced -> {
                value.put("event", "advanced");
                value.put("stage", advanced.stage());
                value.put("fraction", Json.number(advanced.fraction()));
            }
            case Event.Warned warned -> {
                value.put("event", "warned");
                value.put("message", warned.message());
            }
        }
        return value;
    }
}
