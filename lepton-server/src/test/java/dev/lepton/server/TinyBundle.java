package dev.lepton.server;

import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.model.Interval;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import dev.lepton.model.bundle.Baseline;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Contract;
import dev.lepton.model.bundle.Golden;
import dev.lepton.model.bundle.Manifest;
import dev.lepton.model.bundle.Provenance;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A bundle that says `leaves` with the probability 0.01 of each year of age, and 0.5 more in Rome.
final class TinyBundle {

    private static final Task.Classification TASK = new Task.Classification(List.of("stays", "leaves"));
    private static final Schema INPUTS =
            new Schema(List.of(new Field("age", ColumnKind.NUMBER), new Field("city", ColumnKind.CATEGORY)));

    private TinyBundle() {}

    static Bundle bundle() {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("age", NumberColumn.of(10L, 40L));
        columns.put("city", CategoryColumn.of("", "Rome"));
        Table rows = Table.of(columns);
        Golden golden = new Golden(rows, Probabilities.ofPositive(new double[] {0.1, 0.9}));
        Contract contract = new Contract(TASK, "left", INPUTS, List.of(), 1e-9);
        Manifest manifest = new Manifest(
                "tiny",
                Instant.EPOCH,
                contract,
                List.of(new Manifest.Score("auc", 1, new Interval(1, 1, 0.95), Manifest.Rows.TEST)),
                Provenance.imported("0", "made by hand", Map.of()),
                List.of());
        return Bundle.of(manifest, graph(), golden, Baseline.of(INPUTS, rows, TASK, golden.answers()));
    }

    private static Graph graph() {
        GraphBuilder builder = Graph.builder("tiny");
        Map<String, Value> inputs = Signature.declareInputs(builder, INPUTS);
        GraphOps ops = builder.ops();
        Value age = inputs.get("age");
        Value rome = ops.cast(ops.equal(inputs.get("city"), ops.constant(Tensor.scalar("Rome"))), age.type());
        Value leaves = ops.sum(ops.mul(age, ops.scalarLike(age, 0.01)), ops.mul(rome, ops.scalarLike(age, 0.5)));
        Signature.declareOutputs(builder, TASK, ops.concat(1, ops.sub(ops.scalarLike(age, 1), leaves), leaves));
        return builder.build();
    }
}
