package dev.lepton.nn.tabular;

import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Value;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import dev.lepton.model.Preparation;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import dev.lepton.nn.Network;
import dev.lepton.nn.Place;
import dev.lepton.nn.Weights;
import dev.lepton.nn.internal.torch.Torch;
import dev.lepton.nn.internal.torch.TorchNet;
import dev.lepton.nn.lower.Lowering;
import dev.lepton.nn.preset.TableShape;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.List;
import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;

/// Prepared columns, a net over them, and what its numbers answer.
///
/// @param epochs that the net was trained for
record NetModel(
        Task task, Preparation.Fitted preparation, Network network, Weights weights, Objective objective, int epochs)
        implements Model {

    /// Rows whose prepared columns are in memory at once.
    private static final int BLOCK = 16_384;

    @Override
    public Schema inputs() {
        return preparation.inputs();
    }

    @Override
    public OptionalInt rounds() {
        return OptionalInt.of(epochs);
    }

    @Override
    public Predictions predict(Table rows) {
        NetColumns columns = NetColumns.of(preparation.columns());
        TableShape shape = columns.shape();
        int width = Math.toIntExact(network.outputs(shape.inputs()).getFirst().elements());
        float[] raw = new float[Math.multiplyExact(rows.rows(), width)];
        Torch.threads(1);
        try (TorchNet net = TorchNet.of(network, shape.inputs(), weights, Place.CPU)) {
            for (int from = 0; from < rows.rows(); from += BLOCK) {
                Table part = rows.slice(from, Math.min(from + BLOCK, rows.rows()));
                try (PointerScope _ = new PointerScope()) {
                    float[] found = NetAnswers.of(net, columns.tensors(preparation.transform(part)));
                    System.arraycopy(found, 0, raw, from * width, found.length);
                }
            }
        }
        return objective.answers(raw, width / objective.outputs());
    }

    @Override
    public Graph toGraph() {
        NetColumns columns = NetColumns.of(preparation.columns());
        GraphBuilder builder = Graph.builder("net");
        Value prepared = preparation.lower(builder, Signature.declareInputs(builder, inputs()));
        List<Value> answers =
                Lowering.inline(builder, network, columns.shape().inputs(), weights, columns.lower(builder, prepared));
        builder.output(Signature.answerOf(task), objective.answer(builder.ops(), answers.getFirst()));
        return builder.build();
    }
}
