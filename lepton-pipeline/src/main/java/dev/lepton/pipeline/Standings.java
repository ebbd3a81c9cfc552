package dev.lepton.pipeline;

import dev.lepton.automl.Contender;
import dev.lepton.automl.Ensemble;
import dev.lepton.model.Learner;
import dev.lepton.model.Measurement;
import dev.lepton.model.Metric;
import dev.lepton.model.Settings;
import dev.lepton.model.Trial;
import dev.lepton.model.bundle.Manifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The leaderboard of a run.
final class Standings {

    private Standings() {}

    /// Every trial, every ensemble of several members, and every other form of either that was packed; the best
    /// score first, failures last.
    static List<Manifest.Entry> of(Metric metric, List<Trial> trials, List<Packed> packed) {
        List<Manifest.Entry> entries = new ArrayList<>();
        for (Packed one : packed) {
            int number = trials.size() + 1 + entries.size();
            if (!one.choice().isAlone()) {
                entries.add(new Manifest.Entry(ensembleTrial(one, number), Optional.of(one.measurement())));
            } else if (one.choice().form() != Choice.Form.FOLDS) {
                entries.add(new Manifest.Entry(aloneTrial(one, number), Optional.of(one.measurement())));
            }
        }
        trials.stream()
                .map(trial -> new Manifest.Entry(trial, measurementOf(trial, packed)))
                .forEach(entries::add);
        entries.sort((one, other) -> compare(metric, one.trial(), other.trial()));
        return entries;
    }

    private static int compare(Metric metric, Trial one, Trial other) {
        double first = one.outcome() instanceof Trial.Scored scored ? scored.score() : Double.NaN;
        double second = other.outcome() instanceof Trial.Scored scored ? scored.score() : Double.NaN;
        if (metric.isBetter(first, second)) {
            return -1;
        }
        return metric.isBetter(second, first) ? 1 : Integer.compare(one.number(), other.number());
    }

    private static Optional<Measurement> measurementOf(Trial trial, List<Packed> packed) {
        return packed.stream()
                .filter(one -> one.choice().name().equals(trial.name()))
                .map(Packed::measurement)
                .findFirst();
    }

    private static Trial aloneTrial(Packed packed, int number) {
        Contender alone = packed.choice().ensemble().members().getFirst();
        Learner learner = alone.candidate().learner();
        return new Trial(
                number,
                packed.choice().name(),
                learner.id(),
                learner.settings(),
                new Trial.Scored(alone.score(), alone.interval(), alone.time()));
    }

    private static Trial ensembleTrial(Packed packed, int number) {
        Ensemble ensemble = packed.choice().ensemble();
        Map<String, Object> shares = new LinkedHashMap<>();
        Duration time = Duration.ZERO;
        for (int i = 0; i < ensemble.members().size(); i++) {
            Contender member = ensemble.members().get(i);
            shares.put(member.candidate().name(), ensemble.shares().get(i));
            time = time.plus(member.time());
        }
        return new Trial(
                number,
                packed.choice().name(),
                ensemble.stack().isPresent() ? Choice.STACK : Choice.ENSEMBLE,
                settings(ensemble, shares),
                new Trial.Scored(ensemble.score(), packed.judgement().searched(), time));
    }

    private static Settings settings(Ensemble ensemble, Map<String, Object> shares) {
        Map<String, Object> settings = new LinkedHashMap<>();
        ensemble.stack()
                .ifPresentOrElse(
                        stack -> {
                            settings.put("stacker", stack.stacker().name());
                            settings.put("members", List.copyOf(shares.keySet()));
                        },
                        () -> settings.put("shares", shares));
        return Settings.of(settings);
    }
}
