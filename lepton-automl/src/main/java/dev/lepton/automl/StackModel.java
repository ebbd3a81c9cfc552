package dev.lepton.automl;

import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Value;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import dev.lepton.table.Field;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A model that answers from other models' answers, and where its layer wants them from raw columns too.
///
/// @param layer reads some of the raw columns and of `columns`
record StackModel(List<Model> members, StackColumns columns, Model layer) implements Model {

    StackModel {
        members = List.copyOf(members);
    }

    @Override
    public Task task() {
        return layer.task();
    }

    @Override
    public Schema inputs() {
        Set<Field> fields = new LinkedHashSet<>();
        members.forEach(member -> fields.addAll(member.inputs().fields()));
        fields.addAll(raw());
        return new Schema(List.copyOf(fields));
    }

    private List<Field> raw() {
        return layer.inputs().fields().stream()
                .filter(field -> !columns.names().contains(field.name()))
                .toList();
    }

    @Override
    public Predictions predict(Table rows) {
        List<Predictions> answers =
                members.stream().map(member -> member.predict(rows)).toList();
        Table beside = rows.columns(raw().stream().map(Field::name).toList());
        return layer.predict(columns.beside(beside, answers));
    }

    @Override
    public Graph toGraph() {
        GraphBuilder builder = Graph.builder("stack");
        LinkedHashMap<String, Value> given = Signature.declareInputs(builder, inputs());
        List<Value> answers = new ArrayList<>();
        for (Model member : members) {
            answers.add(answer(builder, member, given));
        }
        Map<String, Value> all = new LinkedHashMap<>(given);
        all.putAll(columns.lower(builder, answers));
        builder.output(Signature.answerOf(task()), answer(builder, layer, all));
        return builder.build();
    }

    private static Value answer(GraphBuilder builder, Model model, Map<String, Value> values) {
        Map<String, Value> bound = new LinkedHashMap<>();
        model.inputs().names().forEach(name -> bound.put(name, Objects.requireNonNull(values.get(name), name)));
        return Objects.requireNonNull(builder.inline(model.toGraph(), bound).get(Signature.answerOf(model.task())));
    }
}
