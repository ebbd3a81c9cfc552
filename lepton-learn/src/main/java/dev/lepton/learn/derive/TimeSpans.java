package dev.lepton.learn.derive;

import dev.lepton.graph.ElementType;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.table.Column;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import dev.lepton.table.TimestampColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Days from one timestamp to another, with their fraction; missing where either is.
final class TimeSpans implements Step {

    /// Pairs grow with the square of the columns; of more than so many, the first are taken.
    private static final int MOST_COLUMNS = 8;

    private static final double DAY_MICROS = 86_400_000_000.0;

    private record Span(String from, String to) {}

    private final List<Span> spans;

    private TimeSpans(List<Span> spans) {
        this.spans = List.copyOf(spans);
    }

    /// Every pair of timestamp columns; makes nothing where there are not two.
    static TimeSpans of(Schema inputs) {
        List<String> names = inputs.fields().stream()
                .filter(field -> field.kind() == ColumnKind.TIMESTAMP)
                .map(Field::name)
                .limit(MOST_COLUMNS)
                .toList();
        List<Span> spans = new ArrayList<>();
        for (int from = 0; from < names.size(); from++) {
            for (int to = from + 1; to < names.size(); to++) {
                spans.add(new Span(names.get(from), names.get(to)));
            }
        }
        return new TimeSpans(spans);
    }

    @Override
    public List<String> reads() {
        return spans.stream()
                .flatMap(span -> Stream.of(span.from, span.to))
                .distinct()
                .toList();
    }

    @Override
    public List<String> names() {
        return spans.stream()
                .map(span -> "days(" + span.from + " to " + span.to + ")")
                .toList();
    }

    @Override
    public List<Column> make(Table rows) {
        List<Column> made = new ArrayList<>();
        for (Span span : spans) {
            TimestampColumn from = rows.column(span.from, TimestampColumn.class);
            TimestampColumn to = rows.column(span.to, TimestampColumn.class);
            double[] days = new double[rows.rows()];
            for (int row = 0; row < days.length; row++) {
                boolean missing = from.isMissing(row) || to.isMissing(row);
                days[row] = missing ? Double.NaN : ((double) to.micros(row) - from.micros(row)) / DAY_MICROS;
            }
            made.add(NumberColumn.of(days));
        }
        return made;
    }

    @Override
    public List<Value> lower(GraphBuilder builder, Map<String, Value> inputs) {
        if (spans.isEmpty()) {
            return List.of();
        }
        GraphOps ops = builder.ops();
        Value from = side(builder, inputs, spans.stream().map(Span::from).toList());
        Value to = side(builder, inputs, spans.stream().map(Span::to).toList());
        Value days = ops.div(ops.sub(to, from), ops.scalarLike(to, DAY_MICROS));
        return Parts.split(builder, days, spans.size());
    }

    /// Microseconds as double, NaN where missing.
    private static Value side(GraphBuilder builder, Map<String, Value> inputs, List<String> names) {
        GraphOps ops = builder.ops();
        Value micros = Parts.join(builder, inputs, names);
        Value missing = ops.equal(micros, builder.constant(Tensor.scalar(TimestampColumn.MISSING)));
        return ops.where(missing, Parts.nan(builder), ops.cast(micros, ElementType.DOUBLE));
    }
}
