package dev.lepton.automl;

import dev.lepton.base.Deadline;
import dev.lepton.model.Examples;
import dev.lepton.model.Metric;
import dev.lepton.model.Predictions;
import java.util.ArrayList;
import java.util.List;

/// How the ensemble is chosen among contenders: greedily by score, within a bound of bytes.
final class Choice {

    private final Examples judged;
    private final Metric metric;
    private final SearchOptions options;

    Choice(Examples judged, Metric metric, SearchOptions options) {
        this.judged = judged;
        this.metric = metric;
        this.options = options;
    }

    /// @param ranking the best score first
    Ensemble ensemble(List<Contender> ranking, Deadline deadline) {
        double least = leastUsefulScore(ranking);
        List<Contender> choices = ranking.stream()
                .filter(contender -> contender.hasModels() && !Double.isNaN(contender.score()))
                .filter(contender -> !metric.isBetter(least, contender.score()))
                .limit(options.members())
                .toList();
        if (choices.isEmpty()) {
            return Ensemble.alone(ranking.getFirst());
        }
        List<GreedyEnsemble.Member> members = choices.stream()
                .map(contender -> new GreedyEnsemble.Member(contender.answers(), contender.bytes()))
                .toList();
        GreedyEnsemble.Bounds bounds =
                new GreedyEnsemble.Bounds(options.rounds(), options.size().count(), deadline);
        return ensemble(choices, new GreedyEnsemble(judged.target(), judged.weights(), metric, members).select(bounds));
    }

    /// Half way from the baseline to the best: what is worse could only help by fitting noise, and a metric
    /// of ranks does not even notice how much of a constant is mixed in.
    private static double leastUsefulScore(List<Contender> ranking) {
        return ranking.stream()
                .filter(contender -> contender.number() == 1)
                .findFirst()
                .map(baseline -> (baseline.score() + ranking.getFirst().score()) / 2)
                .orElse(Double.NaN);
    }

    private Ensemble ensemble(List<Contender> choices, double[] shares) {
        List<Contender> members = new ArrayList<>();
        List<Double> kept = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] > 0) {
                members.add(choices.get(i));
                kept.add(shares[i]);
            }
        }
        if (members.size() == 1) {
            return Ensemble.alone(members.getFirst());
        }
        Predictions mean = Answers.mean(answers(choices), shares);
        return new Ensemble(members, kept, mean, metric.score(judged.target(), mean, judged.weights()));
    }

    private static List<Predictions> answers(List<Contender> choices) {
        return choices.stream().map(Contender::answers).toList();
    }
}
