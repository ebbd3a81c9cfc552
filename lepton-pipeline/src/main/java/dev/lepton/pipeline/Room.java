package dev.lepton.pipeline;

import dev.lepton.base.Bytes;
import dev.lepton.model.Examples;
import dev.lepton.pipeline.work.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// What the memory of a run has room for: the run itself, and beside it its fits, whoever does them.
///
/// How much a fit takes is foreseen from the cells of its rows. That is rough, since learners differ; a worker
/// that takes more than its part is ended, and its fit is done again on fewer rows.
///
/// @param abreast fits side by side, 1 or more
/// @param rows of a fold that one fit can learn from; empty where it can learn from all
/// @param worker what each worker may take if there are so many
/// @param notes what a person should know, a sentence each
record Room(int abreast, OptionalInt rows, Bytes worker, List<String> notes) {

    /// Memory that a run takes before it has any rows: a virtual machine, its engines, the models that it judges.
    private static final Bytes RUN = Bytes.parse("200m");

    /// Bytes that one cell takes in the run while others fit.
    private static final int RUN_BYTES_PER_CELL = 10;

    /// Memory that a worker takes before it has any rows: a virtual machine and the engines.
    private static final Bytes WORKER = Bytes.parse("160m");

    /// Bytes that one cell takes in a fit: as it is, as a learner's own numbers, and in an engine.
    private static final int FIT_BYTES_PER_CELL = 40;

    /// Share of a machine's memory that a heap has where nothing else was said.
    private static final double HEAP_SHARE = 0.6;

    /// What fits have in any case: without it there would be no model at all.
    private static final Bytes LEAST = Bytes.parse("240m");

    private static final int LEAST_ROWS = 100;

    Room {
        notes = List.copyOf(notes);
    }

    /// @param memory of the whole run; empty for what this process may have by itself, of which it is not said
    ///     that it is too little
    /// @param folds of each candidate
    /// @param most fits side by side that are wanted, 1 or more
    static Room of(Optional<Bytes> memory, Examples examples, int folds, int most) {
        int columns = examples.inputs().schema().size();
        double cells = examples.size() * (double) columns;
        double all = memory.map(Bytes::count)
                .orElseGet(() -> (long) (Runtime.getRuntime().maxMemory() / HEAP_SHARE));
        double left = all - RUN.count() - RUN_BYTES_PER_CELL * cells;
        double fits = Math.max(LEAST.count(), left);
        double each = WORKER.count() + FIT_BYTES_PER_CELL * cells;
        int abreast = Math.clamp((long) (fits / each), 1, most);
        if (memory.isEmpty()) {
            int taken = folds == 1 ? abreast : most;
            return new Room(taken, OptionalInt.empty(), new Bytes((long) (fits / taken)), List.of());
        }
        OptionalInt rows = each <= fits
                ? OptionalInt.empty()
                : OptionalInt.of(
                        (int) Math.max(LEAST_ROWS, (fits - WORKER.count()) / (FIT_BYTES_PER_CELL * (double) columns)));
        boolean isSample = rows.isPresent() && rows.getAsInt() < examples.size();
        List<String> notes = new ArrayList<>();
        if (left < fits) {
            notes.add(String.format(
                    Locale.ROOT,
                    "A memory of %s will hardly do: with these rows a run needs %s or more.",
                    memory.get(),
                    new Bytes((long) (all - left + fits))));
        }
        if (abreast < Math.min(most, folds)) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%d of %d folds are fitted at a time, because a memory of %s has no room for more; give more of it "
                            + "to be faster.",
                    abreast,
                    folds,
                    memory.get()));
        }
        if (isSample) {
            notes.add(String.format(
                    Locale.ROOT,
                    "At most %,d rows of a fold, drawn at random, are learnt from, because a memory of %s has no room "
                            + "for a fit on all of them; every row is judged. Give more of it to use more.",
                    rows.getAsInt(),
                    memory.get()));
        }
        return new Room(abreast, isSample ? rows : OptionalInt.empty(), new Bytes((long) (fits / abreast)), notes);
    }

    Limits limits() {
        return Limits.DEFAULTS.withMemory(worker);
    }
}
