package dev.lepton.learn.feature;

import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.table.Table;
import dev.lepton.table.TimestampColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The calendar parts of timestamp columns, in UTC and the proleptic Gregorian calendar, as float64; NaN
/// where missing.
///
/// Dates come from days by integer arithmetic over eras of 400 years that begin in March (after Howard
/// Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`). Days are first moved by a
/// whole number of eras so that they are never negative, which saves the graph all roundings towards minus
/// infinity but the first.
final class Calendar {

    /// A part; the order is that of the features.
    enum Part {
        YEAR(true, true),
        /// 1 to 12.
        MONTH(true, true),
        /// 1 to 31.
        DAY(true, true),
        /// 0 for Monday to 6 for Sunday.
        WEEKDAY(true, false),
        HOUR(false, false),
        MINUTE(false, false),
        /// 1 on Saturday and Sunday.
        WEEKEND(true, false),
        /// Days since 1970-01-01, with the fraction of the day.
        ELAPSED(false, false);

        private final boolean ofDays;
        private final boolean ofDate;

        Part(boolean ofDays, boolean ofDate) {
            this.ofDays = ofDays;
            this.ofDate = ofDate;
        }
    }

    /// One feature: a part of the timestamp column at position `column`.
    private record Pick(int column, Part part) {}

    private static final long DAY_MICROS = 86_400_000_000L;
    private static final long ERA_DAYS = 146_097;
    private static final long ERAS = 1_000; // 400,000 years: more than int64 microseconds reach back
    private static final long SHIFT = 719_468 + ERAS * ERA_DAYS; // days from the first era's begin to 1970-01-01

    private final List<String> inputs;
    private final List<Pick> picks;

    private Calendar(List<String> inputs, List<Pick> picks) {
        this.inputs = inputs;
        this.picks = picks;
    }

    /// The parts that are not the same in all rows; the days since 1970 always.
    static Calendar fit(List<String> inputs, Table train) {
        List<Pick> picks = new ArrayList<>();
        for (Part part : Part.values()) {
            for (int i = 0; i < inputs.size(); i++) {
                if (part == Part.ELAPSED || varies(train.column(inputs.get(i), TimestampColumn.class), part)) {
                    picks.add(new Pick(i, part));
                }
            }
        }
        return new Calendar(List.copyOf(inputs), List.copyOf(picks));
    }

    private static boolean varies(TimestampColumn column, Part part) {
        double seen = Double.NaN;
        for (int row = 0; row < column.size(); row++) {
            double value = value(column.micros(row), part);
            if (!Double.isNaN(seen) && !Double.isNaN(value) && value != seen) {
                return true;
            }
            seen = Double.isNaN(value) ? seen : value;
        }
        return false;
    }

    int width() {
        return picks.size();
    }

    List<String> names() {
        return picks.stream()
                .map(pick -> inputs.get(pick.column) + ":" + pick.part.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    double[] read(Table rows, int index) {
        Pick pick = picks.get(index);
        TimestampColumn column = rows.column(inputs.get(pick.column), TimestampColumn.class);
        double[] values = new double[column.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = value(column.micros(row), pick.part);
        }
        return values;
    }

    static double value(long micros, Part part) {
        if (micros == TimestampColumn.MISSING) {
            return Double.NaN;
        }
        long ofDay = Math.floorMod(micros, DAY_MICROS);
        long day = (micros - ofDay) / DAY_MICROS + SHIFT;
        return switch (part) {
            case YEAR, MONTH, DAY -> date(day, part);
            case WEEKDAY -> weekday(day);
            case HOUR -> ofDay / 3_600_000_000L;
            case MINUTE -> ofDay / 60_000_000 % 60;
            case WEEKEND -> weekday(day) >= 5 ? 1 : 0;
            case ELAPSED -> (double) micros / DAY_MICROS;
        };
    }

    /// The first day of the first era was a Wednesday.
    private static long weekday(long day) {
        return (day + 2) % 7;
    }

    private static long date(long day, Part part) {
        long ofEra = day % ERA_DAYS;
        long year = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        long ofYear = ofEra - (365 * year + year / 4 - year / 100); // 0 is the first of March
        long march = (5 * ofYear + 2) / 153; // 0 is March
        long isNext = march / 10; // January and February belong to the year that follows
        return switch (part) {
            case YEAR -> year + day / ERA_DAYS * 400 - ERAS * 400 + isNext;
            case MONTH -> march + 3 - 12 * isNext;
            case DAY -> ofYear - (153 * march + 2) / 5 + 1;
            case WEEKDAY, HOUR, MINUTE, WEEKEND, ELAPSED -> throw new IllegalArgumentException(part + " is no date");
        };
    }

    /// The same as double `[N, width]`.
    Value lower(GraphBuilder builder, Map<String, Value> columns) {
        GraphOps ops = builder.ops();
        Value micros = Columns.join(
                builder,
                inputs.stream().map(input -> Columns.input(columns, input)).toList());
        List<Part> parts = picks.stream().map(Pick::part).distinct().toList();
        Value values = lowerParts(builder, micros, parts);
        int width = inputs.size();
        int[] places = picks.stream()
                .mapToInt(pick -> parts.indexOf(pick.part) * width + pick.column)
                .toArray();
        int[] owners = picks.stream().mapToInt(Pick::column).toArray();
        Value missing = ops.equal(micros, builder.constant(Tensor.scalar(TimestampColumn.MISSING)));
        return ops.where(
                width == 1 ? missing : Columns.pick(builder, missing, owners, width),
                builder.constant(Tensor.scalar(Double.NaN)),
                Columns.pick(builder, values, places, parts.size() * width));
    }

    /// Every part of every column, part by part: `[N, parts * columns]`. Only what is wanted is computed.
    private static Value lowerParts(GraphBuilder builder, Value micros, List<Part> parts) {
        GraphOps ops = builder.ops();
        Value elapsed =
                ops.div(ops.cast(micros, ElementType.DOUBLE), builder.constant(Tensor.scalar((double) DAY_MICROS)));
        if (parts.size() == 1) {
            return elapsed;
        }
        Whole time = new Whole(ops, micros);
        Whole ofDay = time.mod(DAY_MICROS);
        Optional<Whole> day = parts.stream().anyMatch(part -> part.ofDays)
                ? Optional.of(time.minus(ofDay).over(DAY_MICROS).plus(SHIFT))
                : Optional.empty();
        Optional<MarchYear> date =
                parts.stream().anyMatch(part -> part.ofDate) ? day.map(MarchYear::of) : Optional.empty();
        List<Value> whole = new ArrayList<>();
        for (Part part : parts.subList(0, parts.size() - 1)) {
            whole.add(
                    switch (part) {
                        case YEAR, MONTH, DAY -> date.orElseThrow().lower(part).value;
                        case WEEKDAY -> day.orElseThrow().plus(2).mod(7).value;
                        case WEEKEND -> day.orElseThrow().plus(2).mod(7).over(5).value;
                        case HOUR -> ofDay.over(3_600_000_000L).value;
                        case MINUTE -> ofDay.over(60_000_000).mod(60).value;
                        case ELAPSED -> throw new IllegalStateException("the elapsed days come last");
                    });
        }
        return ops.concat(1, ops.cast(Columns.join(builder, whole), ElementType.DOUBLE), elapsed);
    }

    /// A day in the graph as a year that begins in March.
    private record MarchYear(Whole day, Whole year, Whole ofYear, Whole march) {

        static MarchYear of(Whole day) {
            Whole ofEra = day.mod(ERA_DAYS);
            Whole year = ofEra.minus(ofEra.over(1_460))
                    .plus(ofEra.over(36_524))
                    .minus(ofEra.over(146_096))
                    .over(365);
            Whole ofYear = ofEra.minus(year.times(365)).minus(year.over(4)).plus(year.over(100));
            return new MarchYear(day, year, ofYear, ofYear.times(5).plus(2).over(153));
        }

        Whole lower(Part part) {
            return switch (part) {
                case YEAR ->
                    year.plus(day.over(ERA_DAYS).times(400))
                            .plus(march.over(10))
                            .plus(-ERAS * 400);
                case MONTH -> march.plus(3).minus(march.over(10).times(12));
                case DAY -> ofYear.minus(march.times(153).plus(2).over(5)).plus(1);
                case WEEKDAY, HOUR, MINUTE, WEEKEND, ELAPSED ->
                    throw new IllegalArgumentException(part + " is no date");
            };
        }
    }

    /// Whole numbers in the graph that read like arithmetic.
    private record Whole(GraphOps ops, Value value) {

        Whole plus(long number) {
            return new Whole(ops, ops.add(value, ops.scalarLike(value, number)));
        }

        Whole plus(Whole other) {
            return new Whole(ops, ops.add(value, other.value));
        }

        Whole minus(Whole other) {
            return new Whole(ops, ops.sub(value, other.value));
        }

        Whole times(long number) {
            return new Whole(ops, ops.mul(value, ops.scalarLike(value, number)));
        }

        Whole over(long number) {
            return new Whole(ops, ops.div(value, ops.scalarLike(value, number)));
        }

        Whole mod(long number) {
            return new Whole(ops, ops.mod(value, ops.scalarLike(value, number)));
        }
    }
}
