package dev.lepton.pipeline.work;

import dev.lepton.automl.Candidate;
import dev.lepton.learn.DummyLearner;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Learner;
import dev.lepton.model.Model;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A learner that learns what the dummy does, once it has done something to its process.
record DrillLearner(Options options) implements Learner {

    static final String ID = "drill";

    /// What it does before it learns.
    enum Deed {
        NOTHING,
        /// Sleeps for minutes, whatever the deadline says.
        SLEEP,
        /// Sleeps until the deadline is over.
        WAIT,
        ABORT,
        EXHAUST_HEAP,
        HOARD_MEMORY,
        /// Hoards memory where it learns from more than 100 rows.
        OUTGROW,
        /// Stops its whole process, as a debugger does.
        FREEZE,
        THROW,
        CHATTER
    }

    /// @param mark file that is made when the deed begins; empty for none
    record Options(Deed deed, String mark) {}

    static final DrillLearner DEFAULT = new DrillLearner(new Options(Deed.NOTHING, ""));

    static Candidate candidate(Deed deed) {
        return candidate(deed, "");
    }

    static Candidate candidate(Deed deed, String mark) {
        return new Candidate("drill_" + deed, new DrillLearner(new Options(deed, mark)));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Settings settings() {
        return Settings.of(options);
    }

    @Override
    public Learner with(Settings settings) {
        return new DrillLearner(settings.over(options));
    }

    @Override
    public boolean handles(Task task) {
        return true;
    }

    @Override
    public SearchSpace space() {
        return SearchSpace.FIXED;
    }

    @Override
    public Model fit(Examples train, Optional<Examples> valid, Fit context) {
        try {
            if (!options.mark.isEmpty()) {
                Files.writeString(
                        Path.of(options.mark),
                        Long.toString(ProcessHandle.current().pid()));
            }
            act(train.size(), context);
            return new DummyLearner().fit(train, valid, context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void act(int rows, Fit context) throws IOException, InterruptedException {
        switch (options.deed) {
            case NOTHING -> {}
            case SLEEP -> Thread.sleep(300_000);
            case WAIT -> {
                while (!context.deadline().isOver()) {
                    Thread.sleep(5);
                }
            }
            case ABORT -> abort();
            case EXHAUST_HEAP -> {
                List<long[]> kept = new ArrayList<>();
                while (kept.size() < 1 << 20) {
                    kept.add(new long[1 << 20]);
                }
            }
            case HOARD_MEMORY -> hoard();
            case OUTGROW -> {
                if (rows > 100) {
                    hoard();
                }
            }
            case FREEZE ->
                new ProcessBuilder(
                                "kill",
                                "-STOP",
                                Long.toString(ProcessHandle.current().pid()))
                        .start()
                        .waitFor();
            case THROW -> throw new IllegalStateException("the drill says so");
            case CHATTER -> System.out.print("[LightGBM] [Info] no end of line");
        }
    }

    private static void hoard() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            Arena.global().allocate(1 << 25).fill((byte) 1);
            Thread.sleep(20);
        }
    }

    @SuppressWarnings("restricted") // the way to a native function
    private static void abort() {
        try {
            Linker linker = Linker.nativeLinker();
            linker.downcallHandle(linker.defaultLookup().findOrThrow("abort"), FunctionDescriptor.ofVoid())
                    .invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
