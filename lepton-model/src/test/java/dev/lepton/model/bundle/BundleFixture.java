package dev.lepton.model.bundle;

import dev.lepton.base.Bytes;
import dev.lepton.base.ErrorCode;
import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.model.Answering;
import dev.lepton.model.Decision;
import dev.lepton.model.Interval;
import dev.lepton.model.Measurement;
import dev.lepton.model.Nonconformity;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Requirement;
import dev.lepton.model.Settings;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import dev.lepton.model.Trial;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A small model over one column of each kind, in Java and as a graph, and the bundle of it.
///
/// Its `main` wrote `golden-v1.lepton` and, when manifests began to say how answers are read,
/// `golden-v1-answering.lepton`, which must be readable for ever; run it again only for a new format, under a
/// new name.
final class BundleFixture {

    static final Task.Classification TASK = new Task.Classification(List.of("stays", "leaves"));
    static final Schema SCHEMA = new Schema(List.of(
            new Field("age", ColumnKind.NUMBER),
            new Field("member", ColumnKind.FLAG),
            new Field("since", ColumnKind.TIMESTAMP),
            new Field("city", ColumnKind.CATEGORY),
            new Field("note", ColumnKind.TEXT)));

    private static final long DAY = 86_400_000_000L;

    private BundleFixture() {}

    /// A threshold, and how far off ten rows were.
    static final Answering ANSWERING = new Answering(
            "beta",
            new Decision.Threshold(0.4375),
            Optional.of(new Nonconformity(
                    Nonconformity.Kind.IMPROBABILITY, 10, List.of(7, 9, 10), List.of(0.25, 0.5, 0.96875))));

    public static void main(String[] arguments) {
        bundle(ANSWERING).write(Path.of(arguments[0]));
    }

    static Bundle bundle() {
        return bundle(Answering.PLAIN);
    }

    static Bundle bundle(Answering answering) {
        Table rows = rows();
        Golden golden = new Golden(rows, answers(rows));
        Baseline baseline = Baseline.of(SCHEMA, rows, TASK, golden.answers());
        return Bundle.of(manifest(answering), graph(answering.decision()), golden, baseline)
                .withMember("01.linear.txt", "age 0.02\nmember 0.5\n".getBytes(StandardCharsets.UTF_8));
    }

    static Table rows() {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("age", NumberColumn.of(39, 18.5, Double.NaN, 77, Double.POSITIVE_INFINITY));
        columns.put("member", FlagColumn.of(MemorySegment.ofArray(new byte[] {1, 0, -1, 1, 0})));
        columns.put("since", TimestampColumn.of(19_000 * DAY, 20_000 * DAY, TimestampColumn.MISSING, -DAY, 0));
        columns.put("city", CategoryColumn.of("Paris", "Rome 😀", "", "Zürich \"x\"", "Paris"));
        columns.put("note", TextColumn.of("called twice", "", "\u0000\n\t😀", "a", ""));
        return Table.of(columns);
    }

    /// The model as its engine would answer.
    static Predictions answers(Table rows) {
        double[] positive = new double[rows.rows()];
        for (int row = 0; row < positive.length; row++) {
            double age = ((NumberColumn) rows.column("age")).get(row);
            double member = ((FlagColumn) rows.column("member")).get(row);
            TimestampColumn since = (TimestampColumn) rows.column("since");
            double z = Double.isNaN(age) ? 0.1 : age * 0.02;
            z += Double.isNaN(member) ? -0.3 : member * 0.5;
            z += since.isMissing(row) ? 0.2 : (double) since.micros(row) / DAY * -1e-4;
            z += Map.of("Paris", 1.0, "Rome 😀", -1.0)
                    .getOrDefault(rows.column("city").text(row), 0.0);
            z += rows.column("note").isMissing(row) ? -0.1 : 0.1;
            positive[row] = 1 / (1 + Math.exp(-z));
        }
        return Probabilities.ofPositive(positive);
    }

    static Graph graph() {
        return graph(Answering.PLAIN.decision());
    }

    private static Graph graph(Decision decision) {
        GraphBuilder builder = Graph.builder("fixture");
        Map<String, Value> inputs = Signature.declareInputs(builder, SCHEMA);
        GraphOps ops = builder.ops();
        Value age = inputs.get("age");
        Value number = ops.where(ops.isNaN(age), ops.scalarLike(age, 0.1), ops.mul(age, ops.scalarLike(age, 0.02)));
        Value member = inputs.get("member");
        Value flag = ops.where(
                ops.isNaN(member), ops.scalarLike(member, -0.3), ops.mul(member, ops.scalarLike(member, 0.5)));
        Value since = inputs.get("since");
        Value days = ops.div(ops.cast(since, age.type()), ops.scalarLike(age, DAY));
        Value moment = ops.where(
                ops.equal(since, ops.constant(Tensor.scalar(TimestampColumn.MISSING))),
                ops.scalarLike(age, 0.2),
                ops.mul(days, ops.scalarLike(age, -1e-4)));
        Value city = ops.sub(is(ops, inputs.get("city"), "Paris", age), is(ops, inputs.get("city"), "Rome 😀", age));
        Value note = ops.where(
                ops.equal(inputs.get("note"), ops.constant(Tensor.scalar(""))),
                ops.scalarLike(age, -0.1),
                ops.scalarLike(age, 0.1));
        Value positive = ops.sigmoid(ops.sum(number, flag, moment, city, note));
        Value both = ops.concat(1, ops.sub(ops.scalarLike(age, 1), positive), positive);
        Signature.declareOutputs(builder, TASK, both, decision);
        return builder.build();
    }

    private static Value is(GraphOps ops, Value text, String level, Value like) {
        return ops.cast(ops.equal(text, ops.constant(Tensor.scalar(level))), like.type());
    }

    static Manifest manifest() {
        return manifest(Answering.PLAIN);
    }

    static Manifest manifest(Answering answering) {
        Interval interval = new Interval(0.7, 0.9, 0.95);
        Measurement measurement = new Measurement(
                0.81, interval, Duration.ofNanos(14_500), Duration.ofNanos(41_000), 123_456.5, new Bytes(2_048));
        Trial good = new Trial(
                1,
                "linear",
                "linear",
                Settings.parse("{\"l2\":0.5,\"names\":[\"a\",null]}"),
                new Trial.Scored(0.81, interval, Duration.ofMillis(1234)));
        Trial bad = new Trial(
                2,
                "trees",
                "lightgbm",
                Settings.NONE,
                new Trial.Failed(ErrorCode.RESOURCE_EXHAUSTED, "Memory ran out.", Duration.ofSeconds(3)));
        LinkedHashMap<String, Duration> durations = new LinkedHashMap<>();
        durations.put("train", Duration.ofSeconds(59));
        durations.put("save", Duration.ofMillis(5));
        Provenance provenance = new Provenance(
                Optional.of(new Provenance.Data("churn.csv", "ab".repeat(32), 5, 6)),
                "0.1.0",
                "data: churn.csv\ntarget: churn\n",
                7,
                new TreeMap<>(Map.of("lightgbm", "4.3.0", "java", "25")),
                new TreeMap<>(Map.of("cores", "2")),
                durations);
        Contract contract = new Contract(
                TASK,
                "churn",
                SCHEMA,
                List.of(Requirement.parse("p99:5ms"), Requirement.parse("size:10m"), Requirement.parse("score:0.8")),
                1e-5,
                answering);
        return new Manifest(
                "churn",
                Instant.parse("2026-11-21T05:00:00Z"),
                contract,
                List.of(
                        new Manifest.Score("auc", 0.81, interval, Manifest.Rows.VALIDATION),
                        new Manifest.Score(
                                "logloss",
                                Double.NaN,
                                new Interval(Double.NaN, Double.POSITIVE_INFINITY, 0.9),
                                Manifest.Rows.TEST)),
                provenance,
                List.of(new Manifest.Entry(good, Optional.of(measurement)), new Manifest.Entry(bad, Optional.empty())));
    }
}
