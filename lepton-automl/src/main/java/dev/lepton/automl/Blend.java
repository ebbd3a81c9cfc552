package dev.lepton.automl;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.model.Estimates;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Signature;
import dev.lepton.model.Task;
import dev.lepton.table.Field;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A model whose answer is the weighted mean of its members' answers.
public final class Blend implements Model {

    private final List<Model> members;
    private final double[] shares; // [member], sums to 1
    private final Schema inputs;

    private Blend(List<Model> members, double[] shares) {
        this.members = members;
        this.shares = shares;
        Set<Field> fields = new LinkedHashSet<>();
        members.forEach(member -> fields.addAll(member.inputs().fields()));
        this.inputs = new Schema(List.copyOf(fields));
    }

    /// Members that count equally.
    public static Model mean(List<? extends Model> members) {
        return of(members, Collections.nCopies(members.size(), 1.0));
    }

    /// Members that count as their shares say; those without a share are left out, and one alone is itself.
    ///
    /// @param shares zero or more, not all zero, of any sum
    public static Model of(List<? extends Model> members, List<Double> shares) {
        double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
        List<Model> parts = new ArrayList<>();
        List<Double> partShares = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            if (shares.get(i) > 0) {
                flatten(members.get(i), shares.get(i) / sum, parts, partShares);
            }
        }
        if (parts.isEmpty()) {
            throw new LeptonException(ErrorCode.INTERNAL, "A blend needs a member with a share above zero.");
        }
        return parts.size() == 1
                ? parts.getFirst()
                : new Blend(
                        List.copyOf(parts),
                        partShares.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /// Blends within a blend are resolved, so that the graph has one sum only.
    private static void flatten(Model member, double share, List<Model> parts, List<Double> shares) {
        if (member instanceof Blend blend) {
            for (int i = 0; i < blend.members.size(); i++) {
                flatten(blend.members.get(i), share * blend.shares[i], parts, shares);
            }
        } else {
            parts.add(member);
            shares.add(share);
        }
    }

    public List<Model> members() {
        return members;
    }

    @Override
    public Task task() {
        return members.getFirst().task();
    }

    @Override
    public Schema inputs() {
        return inputs;
    }

    @Override
    public Predictions predict(Table rows) {
        double[] sum = new double[0];
        int width = 1;
        for (int i = 0; i < members.size(); i++) {
            Predictions answers = members.get(i).predict(rows);
            double[] values = answers.toArray();
            width = answers.width();
            sum = i == 0 ? new double[values.length] : sum;
            for (int j = 0; j < values.length; j++) {
                sum[j] += shares[i] * values[j];
            }
        }
        return switch (task()) {
            case Task.Classification c -> Probabilities.of(sum, width);
            case Task.Regression r -> Estimates.of(sum);
        };
    }

    @Override
    public Graph toGraph() {
        GraphBuilder builder = Graph.builder("blend");
        LinkedHashMap<String, Value> given = Signature.declareInputs(builder, inputs);
        String answer = Signature.answerOf(task());
        List<Value> terms = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            terms.add(term(builder, given, members.get(i), shares[i]));
        }
        Value first = terms.getFirst();
        builder.output(answer, builder.node("Sum", terms, Map.of(), first.type(), first.shape()));
        return builder.build();
    }

    private Value term(GraphBuilder builder, Map<String, Value> given, Model member, double share) {
        Map<String, Value> bound = new LinkedHashMap<>();
        member.inputs().names().forEach(name -> bound.put(name, given.get(name)));
        Value answer =
                Objects.requireNonNull(builder.inline(member.toGraph(), bound).get(Signature.answerOf(task())));
        Value weight = builder.constant(Tensor.doubles(Shape.of(1), share));
        return builder.node("Mul", List.of(answer, weight), Map.of(), answer.type(), answer.shape());
    }
}
