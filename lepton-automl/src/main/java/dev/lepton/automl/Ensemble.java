package dev.lepton.automl;

import dev.lepton.model.AnswerSum;
import dev.lepton.model.Examples;
import dev.lepton.model.Metric;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a search answers with: contenders and how much each counts.
///
/// @param members those with a share above zero, the best score first
/// @param shares one a member, summing to one
/// @param answers the weighted mean of the members' answers for the judged rows, or what the stack makes of
///     them
/// @param score of the answers
/// @param stack joins the members' answers in place of their shares, where there is one
public record Ensemble(
        List<Contender> members, List<Double> shares, Predictions answers, double score, Optional<Stack> stack) {

    public Ensemble {
        members = List.copyOf(members);
        shares = List.copyOf(shares);
    }

    /// Without a stack.
    Ensemble(List<Contender> members, List<Double> shares, Predictions answers, double score) {
        this(members, shares, answers, score, Optional.empty());
    }

    /// One contender as it is.
    public static Ensemble alone(Contender contender) {
        return new Ensemble(List.of(contender), List.of(1.0), contender.answers(), contender.score());
    }

    /// Bytes of the graphs of all members together.
    public long bytes() {
        return members.stream().mapToLong(Contender::bytes).sum();
    }

    /// What each member has in the answer, by the name of its candidate.
    public Map<String, Part> parts() {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (int i = 0; i < members.size(); i++) {
            Contender member = members.get(i);
            parts.put(
                    member.candidate().name(),
                    new Part(shares.get(i), member.models().size()));
        }
        return parts;
    }

    /// The weighted mean of several contenders, or one as it is.
    ///
    /// @param members the best score first
    /// @param shares one a member, above zero, summing to one
    /// @param judged the rows of the members' answers
    static Ensemble of(List<Contender> members, List<Double> shares, Examples judged, Metric metric) {
        if (members.size() == 1) {
            return alone(members.getFirst());
        }
        Predictions mean = AnswerSum.mean(
                members.stream().map(Contender::answers).toList(),
                shares.stream().mapToDouble(Double::doubleValue).toArray());
        return new Ensemble(members, shares, mean, metric.score(judged.target(), mean, judged.weights()));
    }

    /// The same with other forms of its members, of which the answers and the score hold as well.
    ///
    /// @param others in the order of the members
    public Ensemble withMembers(List<Contender> others) {
        return new Ensemble(others, shares, answers, score, stack);
    }

    /// The weighted mean or the stack as one model.
    public Model model() {
        List<Model> models = members.stream().map(Contender::model).toList();
        return stack.map(layer -> layer.over(models)).orElseGet(() -> Blend.of(models, shares));
    }
}
