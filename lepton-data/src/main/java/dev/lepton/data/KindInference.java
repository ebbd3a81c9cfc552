package dev.lepton.data;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Names;
import dev.lepton.base.Problems;
import dev.lepton.data.RawColumn.RawType;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Decides what the columns of the raw table mean.
///
/// Typed columns keep their type. Strings of a source without types are numbers or moments where every cell
/// that is not missing is one; where at most 1 in 100 cells and at most 20 different ones are not numbers,
/// they count as missing and a warning says so. Dates whose year stands last are moments where all fit one order
/// of day and month only, or where the options say it. Other strings are text where cells hold 4 words or more on
/// average and at least half of them differ, flags where they are only `true` and `false`, else categories.
/// Words are counted over up to 10,240 rows at equal distances, all else over all rows, so that the same
/// source always gives the same kinds.
final class KindInference {

    private static final int SAMPLE = 10_240;
    private static final int MOST_ODD_LEVELS = 20;
    private static final Set<ColumnKind> COUNTED =
            EnumSet.of(ColumnKind.NUMBER, ColumnKind.TIMESTAMP, ColumnKind.FLAG); // where asked for

    private final Engine engine;
    private final ReadOptions options;
    private final MissingTokens missing;
    private final RawTable raw;
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> learntTokens = new LinkedHashSet<>();
    private final Set<RawColumn> prose = new HashSet<>();
    private final Map<RawColumn, String> yearLast = new HashMap<>(); // to the first date

    KindInference(Engine engine, ReadOptions options, RawTable raw) {
        this.engine = engine;
        this.options = options;
        this.missing = MissingTokens.of(options);
        this.raw = raw;
    }

    List<ColumnPlan> plans() {
        List<RawColumn> wanted = wantedColumns();
        Map<RawColumn, FormCounts> forms = forms(wanted);
        List<ColumnPlan> plans = new ArrayList<>(wanted.size());
        for (RawColumn column : wanted) {
            Optional<FormCounts> form = Optional.ofNullable(forms.get(column));
            ColumnPlan plan = options.kindOf(column.name())
                    .map(kind -> new StrictPlan(engine, missing, column, form, options.dates()).of(kind))
                    .orElseGet(() -> inferred(column, form));
            plans.add(plan);
        }
        return plans;
    }

    List<String> warnings() {
        return warnings;
    }

    /// Tokens that were found to mean "not known" among numbers.
    Set<String> learntTokens() {
        return learntTokens;
    }

    /// The schema's columns in its order, or all; whatever is not there is reported at once.
    private List<RawColumn> wantedColumns() {
        List<String> names = raw.columns().stream().map(RawColumn::name).toList();
        Problems problems = new Problems("The data");
        if (options.schema().isEmpty()) {
            for (String name : options.kinds().keySet().stream().sorted().toList()) {
                problems.require(
                        names.contains(name),
                        "a kind is given for column \"" + name + "\", which is not there." + Names.hint(name, names));
            }
            problems.throwIfAny(ErrorCode.NOT_FOUND);
            return raw.columns();
        }
        Map<String, RawColumn> byName = new HashMap<>();
        raw.columns().forEach(column -> byName.put(column.name(), column));
        List<RawColumn> wanted = new ArrayList<>();
        for (Field field : options.schema().get().fields()) {
            RawColumn column = byName.get(field.name());
            if (column == null) {
                problems.add("column \"" + field.name() + "\" (" + field.kind().id() + ") is missing."
                        + Names.hint(field.name(), names));
            } else {
                wanted.add(column);
            }
        }
        problems.throwIfAny(ErrorCode.INVALID_DATA);
        return wanted;
    }

    /// Counts over all rows of the string columns that may be numbers or moments; a sample rules out most
    /// others, and finds prose.
    private Map<RawColumn, FormCounts> forms(List<RawColumn> columns) {
        List<RawColumn> strings = columns.stream()
                .filter(column -> column.type() == RawType.VARCHAR)
                .toList();
        List<FormCounts> sampled = new ArrayList<>();
        strings.forEach(column -> sampled.add(new FormCounts(missing)));
        SampledCells.visit(engine, ids(strings), sample(), (column, row, cell) -> {
            sampled.get(column).add(cell, row);
            sampled.get(column).addProse(cell);
        });
        Map<RawColumn, FormCounts> sampleOf = new HashMap<>();
        List<RawColumn> likely = new ArrayList<>();
        for (int i = 0; i < strings.size(); i++) {
            RawColumn column = strings.get(i);
            sampleOf.put(column, sampled.get(i));
            Optional<ColumnKind> kind = options.kindOf(column.name());
            boolean asked = kind.isPresent() && COUNTED.contains(kind.get());
            if (asked || (kind.isEmpty() && column.untyped() && sampled.get(i).isLikely())) {
                likely.add(column);
            }
            if (sampled.get(i).isProse()) {
                prose.add(column);
            }
            if (!sampled.get(i).yearLast().isEmpty()) {
                yearLast.put(column, sampled.get(i).yearLast());
            }
        }
        Map<RawColumn, FormCounts> forms = new HashMap<>();
        if (step() == 1) {
            likely.forEach(column -> forms.put(column, Objects.requireNonNull(sampleOf.get(column))));
            return forms;
        }
        List<FormCounts> counts = SampledCells.count(engine, missing, ids(likely), RawTable.NAME);
        for (int i = 0; i < likely.size(); i++) {
            forms.put(likely.get(i), counts.get(i));
        }
        return forms;
    }

    private static List<String> ids(List<RawColumn> columns) {
        return columns.stream().map(RawColumn::id).toList();
    }

    /// Distance of the rows of the sample.
    private long step() {
        return Math.ceilDiv(raw.rows(), SAMPLE);
    }

    private String sample() {
        return RawTable.NAME + (step() == 1 ? "" : " WHERE rowid % " + step() + " = 0");
    }

    private ColumnPlan inferred(RawColumn column, Optional<FormCounts> form) {
        return switch (column.type()) {
            case BIGINT, DOUBLE -> ColumnPlan.of(column, ColumnKind.NUMBER, column.id(), column.type());
            case BOOLEAN -> ColumnPlan.of(column, ColumnKind.FLAG, column.id() + "::BIGINT", RawType.BIGINT);
            case TIMESTAMP ->
                ColumnPlan.of(column, ColumnKind.TIMESTAMP, "epoch_us(" + column.id() + ")", RawType.BIGINT);
            case VARCHAR -> strings(column, form);
        };
    }

    private ColumnPlan strings(RawColumn column, Optional<FormCounts> form) {
        if (form.isPresent() && form.get().areMoments()) {
            return ColumnPlan.ofMoments(column, Optional.empty());
        }
        Optional<DateOrder> order = form.flatMap(counts -> counts.dateOrder(options.dates()));
        if (order.isPresent()) {
            return ColumnPlan.ofMoments(column, order);
        }
        if (form.isPresent() && isNumber(form.get())) {
            return number(column, form.get());
        }
        if (form.isPresent() && form.get().commaNumbers() > 0) {
            warnings.add("Column \"" + column.name() + "\" looks like numbers, but its commas may be decimal or part "
                    + "thousands; it is read as category. Write the numbers with a decimal point and nothing else.");
        }
        String date = yearLast.get(column);
        if (date != null) {
            warnings.add("Column \"" + column.name() + "\" holds dates as \"" + date + "\", "
                    + (form.isPresent() && form.get().areUnclearDates()
                            ? "which do not tell days from months; it is read as category. Say --date-format d/m/y or "
                                    + "m/d/y to have moments."
                            : "but not in one order of day, month and year; it is read as category. Write them as "
                                    + "2024-12-31 to have moments."));
        }
        ColumnKind kind = prose.contains(column) ? ColumnKind.TEXT : ColumnKind.CATEGORY;
        return ColumnPlan.of(column, kind, column.id(), RawType.VARCHAR);
    }

    private static boolean isNumber(FormCounts form) {
        long odd = form.notNumbers();
        boolean few = odd * 100 <= form.present()
                && form.odd(ColumnKind.NUMBER).cells().size() <= MOST_ODD_LEVELS;
        return form.present() > 0 && (odd == 0 || (few && form.point() == '.' && form.commaNumbers() == 0));
    }

    private ColumnPlan number(RawColumn column, FormCounts form) {
        long odd = form.notNumbers();
        if (odd > 0) {
            FormCounts.Odd cells = form.odd(ColumnKind.NUMBER);
            learntTokens.addAll(cells.cells());
            warnings.add(String.format(
                    Locale.ROOT,
                    "Column \"%s\" is read as number; %,d of its %,d cells are none (first \"%s\" in row %d) and count "
                            + "as missing. Declare --kind %s=category if that is not meant.",
                    column.name(),
                    odd,
                    form.present(),
                    cells.cells().iterator().next(),
                    cells.firstRow() + 1,
                    column.name()));
        }
        if (form.point() == ',') {
            warnings.add("Column \"" + column.name() + "\" is read as number with decimal commas.");
        }
        return ColumnPlan.ofNumbers(column, form.areLargeIntegers(), form.point());
    }
}
