package dev.lepton.pipeline;

import dev.lepton.base.Seed;
import dev.lepton.data.Reading;
import dev.lepton.data.Source;
import dev.lepton.data.Tables;
import dev.lepton.data.check.DataChecks;
import dev.lepton.data.profile.DuplicateRows;
import dev.lepton.model.Budget;
import dev.lepton.table.Table;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// The beginning of a run: the rows it learns from, read, checked, and as many as its budget has room for.
///
/// @param notes hears what a person should know of the data
record Intake(Plan plan, Budget budget, int threads, Notes notes) {

    /// Cells that are learnt from at most in one second of a budget in time.
    private static final double CELLS_PER_SECOND = 4e5;

    /// Bytes of memory that one cell takes on its way, in all its forms.
    private static final double BYTES_PER_CELL = 50;

    /// A table and where its rows for validation begin.
    record Rows(Table table, int validFrom) {}

    /// Reads the rows to learn from, and those for validation after them where they come from elsewhere.
    ///
    /// @param before how many rows a run had that goes on
    Rows rows(OptionalInt before) {
        Reading reading =
                Tables.read(Source.parse(plan.input().source()), plan.input().readOptions(plan.columns(), threads));
        reading.warnings().forEach(notes::add);
        Table table = sampled(distinct(reading.table()), before);
        Optional<String> target = Optional.of(plan.columns().target()).filter(table.schema()::contains);
        DataChecks.of(table, target).forEach(notes::add);
        if (plan.validation().source().isEmpty()) {
            return new Rows(table, table.rows());
        }
        Reading valid = Tables.read(Source.parse(plan.validation().source().get()), reading.again());
        valid.warnings().forEach(notes::add);
        DataChecks.between(table, valid.table(), target).forEach(notes::add);
        return new Rows(Stacked.of(table, valid.table()), table.rows());
    }

    /// The rows without those that equal an earlier one, where the plan says so.
    private Table distinct(Table table) {
        if (!plan.cleaning().duplicates()) {
            return table;
        }
        BitSet repeated = DuplicateRows.of(table);
        if (repeated.isEmpty()) {
            return table;
        }
        notes.add(String.format(
                Locale.ROOT, "%,d rows are left out because they equal an earlier one.", repeated.cardinality()));
        return table.select(IntStream.range(0, table.rows())
                .filter(row -> !repeated.get(row))
                .toArray());
    }

    /// All rows, or as many random ones as time and memory allow to learn from.
    private Table sampled(Table table, OptionalInt before) {
        double most = budget.bound(threads)
                .map(time -> time.toMillis() / 1e3 * CELLS_PER_SECOND)
                .orElse(Double.MAX_VALUE);
        most = Math.min(
                most,
                budget.memory().map(memory -> memory.count() / BYTES_PER_CELL).orElse(Double.MAX_VALUE));
        int affordable = (int)
                Math.min(most / table.schema().size(), plan.effort().rows().orElse(Integer.MAX_VALUE));
        int rows = before.orElse(affordable);
        if (table.rows() <= rows) {
            return table;
        }
        notes.add(String.format(
                Locale.ROOT,
                "%,d of %,d rows, drawn at random, are learnt from, because rows, time or memory do not "
                        + "suffice for all; give more of it to use more.",
                rows,
                table.rows()));
        return table.select(drawn(
                table.rows(),
                rows,
                new Seed(plan.effort().seed()).child("sample").random()));
    }

    /// `kept` of the numbers below `rows`, ascending, each set equally likely (Knuth's algorithm S).
    private static int[] drawn(int rows, int kept, RandomGenerator random) {
        int[] drawn = new int[kept];
        int count = 0;
        for (int row = 0; row < rows && count < kept; row++) {
            if (random.nextDouble() * (rows - row) < kept - count) {
                drawn[count++] = row;
            }
        }
        return drawn;
    }
}
