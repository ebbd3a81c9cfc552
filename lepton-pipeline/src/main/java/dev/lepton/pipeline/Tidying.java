package dev.lepton.pipeline;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.data.cleaning.Cleaning;
import dev.lepton.data.cleaning.CleaningOptions;
import dev.lepton.data.cleaning.CleaningStep;
import dev.lepton.data.profile.Profile;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// A table without the input columns that say nothing, and warnings of those that say too much. Columns with
/// a role in the plan stay.
final class Tidying {

    /// Rows on which columns are suspected of knowing the target.
    private static final int SUSPICION_ROWS = 5_000;

    private static final CleaningOptions FIND_COLUMNS = new CleaningOptions(false, false, false, false, false, false);

    private final Plan plan;
    private final Table table;
    private final List<String> notes = new ArrayList<>();

    Tidying(Plan plan, Table raw) {
        this.plan = plan;
        Prepared.requireColumns(plan.columns(), raw);
        Set<String> roles = roles();
        Set<String> useless = new LinkedHashSet<>();
        Table inputs = raw.without(plan.columns().drop());
        for (CleaningStep step : Cleaning.of(inputs, Optional.of(plan.columns().target()), FIND_COLUMNS)
                .steps()) {
            List<String> columns = step.columns().stream()
                    .filter(name -> !roles.contains(name))
                    .toList();
            if (!columns.isEmpty() && applies(step)) {
                useless.addAll(columns);
                notes.add(
                        "Columns " + columns + " are left out: " + step.reason().toLowerCase(Locale.ROOT));
            }
        }
        this.table = useless.isEmpty() ? raw : raw.without(useless);
        if (table.schema().names().stream().allMatch(name -> roles.contains(name) || isDropped(name))) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "There is no column to predict \"" + plan.columns().target() + "\" from. "
                            + String.join(" ", notes));
        }
        warnOfSuspects();
    }

    private boolean isDropped(String name) {
        return plan.columns().drop().contains(name);
    }

    private Set<String> roles() {
        Set<String> roles = new LinkedHashSet<>(plan.columns().named());
        plan.columns().drop().forEach(roles::remove);
        plan.columns().kinds().keySet().forEach(roles::remove);
        roles.add(plan.columns().target());
        return roles;
    }

    private boolean applies(CleaningStep step) {
        CleaningOptions wanted = plan.cleaning();
        return switch (step.name()) {
            case "empty-columns" -> wanted.emptyColumns();
            case "constant-columns" -> wanted.constantColumns();
            case "id-columns" -> wanted.idColumns();
            case "nested-columns" -> wanted.nestedColumns();
            default -> false;
        };
    }

    private void warnOfSuspects() {
        Table visible = table.without(plan.columns().hidden().stream()
                .filter(name -> !name.equals(plan.columns().target()))
                .toList());
        int rows = Math.min(SUSPICION_ROWS, visible.rows());
        int[] some = IntStream.range(0, rows)
                .map(i -> (int) ((long) i * visible.rows() / rows))
                .toArray();
        Profile.of(visible.select(some), Optional.of(plan.columns().target()))
                .suspects()
                .forEach(suspect -> notes.add("Column \"" + suspect.column() + "\" alone predicts \""
                        + plan.columns().target()
                        + "\" almost perfectly; if it is not known before the target is, leave it out by drop."));
    }

    Table table() {
        return table;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
