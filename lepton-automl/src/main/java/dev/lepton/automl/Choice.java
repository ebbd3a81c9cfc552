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
        List<Contender> choices = new ArrayList<>(ranking.stream()
                .filter(contender -> contender.hasModels() && !Double.isNaN(contender.score()))
                .filter(contender -> !metric.isBetter(least, contender.score()))
                .limit(options.members())
                .toList());
        if (choices.isEmpty()) {
            return Ensemble.alone(ranking.getFirst());
        }
        GreedyEnsemble greedy = new GreedyEnsemble(judged.target(), judged.weights(), metric);
        while (true) {
            double[] shares = greedy.select(answers(choices), options.rounds(), deadline);
            Contender heaviest = heaviest(choices, shares);
            if (bytes(choices, shares) <= options.size().count() || choices.size() == 1) {
                return ensemble(choices, shares);
            }
            choices.remove(heaviest);
        }
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

    /// The member with the most bytes.
    private static Contender heaviest(List<Contender> choices, double[] shares) {
        Contender heaviest = choices.getFirst();
        long most = -1;
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] > 0 && choices.get(i).bytes() > most) {
                heaviest = choices.get(i);
                most = heaviest.bytes();
            }
        }
        return heaviest;
    }

    private static long bytes(List<Contender> choices, double[] shares) {
        long sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += shares[i] > 0 ? choices.get(i).bytes() : 0;
        }
        return sum;
    }

    private static List<Predictions> answers(List<Contender> choices) {
        return choices.stream().map(Contender::answers).toList();
    }
}
