package dev.lepton.pipeline;

import dev.lepton.automl.Contender;
import dev.lepton.automl.Ensemble;
import dev.lepton.automl.Found;
import dev.lepton.base.Deadline;
import dev.lepton.base.Seed;
import dev.lepton.graph.Timing;
import dev.lepton.model.Bootstrap;
import dev.lepton.model.Calibration;
import dev.lepton.model.Examples;
import dev.lepton.model.Frontier;
import dev.lepton.model.Interval;
import dev.lepton.model.Measurement;
import dev.lepton.model.Metric;
import dev.lepton.model.Metrics;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Settings;
import dev.lepton.model.Trial;
import dev.lepton.model.bundle.Baseline;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Contract;
import dev.lepton.model.bundle.Golden;
import dev.lepton.model.bundle.Manifest;
import dev.lepton.model.bundle.Predictor;
import dev.lepton.model.bundle.Provenance;
import dev.lepton.table.Table;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The end of a run: models worth serving become bundles and are measured, and the best of them is the
/// answer.
///
/// The first one, the ensemble that the search chose, is always packed; others only as far as time allows.
final class Packing {

    /// How far the graph's answers may lie from the engines', relative to the size of answers.
    private static final double TOLERANCE = 1e-5;

    /// How long the speed of one model is measured.
    private static final Duration MEASURED = Duration.ofMillis(240);

    private static final String ENSEMBLE = "ensemble";
    private static final int MOST_SINGLES = 6;
    private static final int ROWS_FOR_FULL_BOOTSTRAP = 50_000;

    private final Plan plan;
    private final Prepared prepared;
    private final Found found;
    private final Deadline deadline;
    private final Seed seed;
    private final InstantSource clock;
    private final Bootstrap bootstrap;
    private final Calibration calibration;

    Packing(Plan plan, Prepared prepared, Found found, Deadline deadline, InstantSource clock) {
        this.plan = plan;
        this.prepared = prepared;
        this.found = found;
        this.deadline = deadline;
        this.seed = new Seed(plan.effort().seed());
        this.clock = clock;
        Bootstrap full = Bootstrap.of(seed.child("intervals"));
        this.bootstrap =
                found.judged().size() <= ROWS_FOR_FULL_BOOTSTRAP ? full : new Bootstrap(50, full.level(), full.seed());
        this.calibration = calibration();
    }

    private Calibration calibration() {
        Examples judged = found.judged();
        return found.ensemble().answers() instanceof Probabilities answers
                ? Calibration.best(judged.labels(), answers, judged.weights(), prepared.metric(), seed)
                : Calibration.none();
    }

    /// A model worth serving.
    private record Choice(String name, Ensemble ensemble) {}

    /// What a choice became.
    private record Packed(Choice choice, Bundle bundle, Measurement measurement) {}

    Run run(Provenance provenance, List<String> notes) {
        List<Packed> packed = packed(provenance);
        Frontier<Packed> frontier = Frontier.of(
                prepared.metric(),
                packed.stream()
                        .map(one -> new Frontier.Candidate<>(one, one.measurement()))
                        .toList());
        Packed best = best(packed, frontier, notes);
        List<Manifest.Entry> leaderboard = leaderboard(packed);
        Manifest manifest = best.bundle().manifest();
        Bundle bundle = best.bundle()
                .withManifest(new Manifest(
                        manifest.name(),
                        manifest.created(),
                        manifest.contract(),
                        scores(calibrated(best.choice().ensemble().answers())),
                        provenance,
                        leaderboard));
        return new Run(bundle, leaderboard, names(frontier), notes);
    }

    private List<Packed> packed(Provenance provenance) {
        List<Packed> packed = new ArrayList<>();
        Duration longest = Duration.ZERO;
        for (Choice choice : choices()) {
            if (packed.isEmpty() || deadline.remaining().compareTo(longest.multipliedBy(2)) > 0) {
                long start = System.nanoTime();
                packed.add(pack(choice, provenance));
                Duration taken = Duration.ofNanos(System.nanoTime() - start);
                longest = taken.compareTo(longest) > 0 ? taken : longest;
            }
        }
        return packed;
    }

    private Packed best(List<Packed> packed, Frontier<Packed> frontier, List<String> notes) {
        if (plan.requirements().isEmpty()) {
            return packed.getFirst();
        }
        Optional<Packed> kept = frontier.best(plan.requirements()).map(Frontier.Candidate::what);
        if (kept.isEmpty()) {
            notes.add("No model keeps the requirements "
                    + plan.requirements().stream().map(each -> each.id()).toList()
                    + "; the one with the best score was taken.");
        }
        return kept.orElseGet(packed::getFirst);
    }

    private static Frontier<String> names(Frontier<Packed> frontier) {
        return new Frontier<>(
                frontier.metric(),
                frontier.candidates().stream()
                        .map(candidate -> new Frontier.Candidate<>(
                                candidate.what().choice().name(), candidate.measurement()))
                        .toList());
    }

    /// The chosen ensemble first, then the best contenders and the best of each other learner alone.
    private List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        Ensemble ensemble = found.ensemble();
        choices.add(new Choice(nameOf(ensemble), ensemble));
        List<String> learners = new ArrayList<>();
        for (Contender contender : found.ranking()) {
            String learner = contender.candidate().learner().id();
            boolean isNew = !learners.contains(learner);
            boolean isKnown = choices.stream()
                    .anyMatch(
                            choice -> choice.name().equals(contender.candidate().name()));
            if (contender.hasModels() && !isKnown && choices.size() <= MOST_SINGLES && (isNew || choices.size() < 4)) {
                learners.add(learner);
                choices.add(new Choice(contender.candidate().name(), Ensemble.alone(contender)));
            }
        }
        return choices;
    }

    private static String nameOf(Ensemble ensemble) {
        return ensemble.members().size() > 1
                ? ENSEMBLE
                : ensemble.members().getFirst().candidate().name();
    }

    private Packed pack(Choice choice, Provenance provenance) {
        Examples judged = found.judged();
        Served served = Served.of(
                choice.ensemble().model(),
                calibration,
                prepared.examples().inputs().schema());
        Table rows = GoldenRows.of(judged.inputs(), served.inputs(), seed);
        Predictions answers = calibrated(choice.ensemble().answers());
        Contract contract =
                new Contract(served.task(), plan.columns().target(), served.inputs(), plan.requirements(), TOLERANCE);
        Manifest manifest = new Manifest(plan.name(), clock.instant(), contract, List.of(), provenance, List.of());
        Bundle bundle = Bundle.of(
                manifest,
                served.graph(),
                new Golden(rows, served.predict(rows)),
                Baseline.of(served.inputs(), judged.inputs(), served.task(), answers));
        return new Packed(choice, bundle, measured(choice, bundle, answers));
    }

    private Measurement measured(Choice choice, Bundle bundle, Predictions answers) {
        Interval interval = bootstrap.interval(
                prepared.metric(),
                found.judged().target(),
                answers,
                found.judged().weights());
        try (Predictor predictor = Predictor.open(bundle)) {
            Timing timing = predictor.timing(found.judged().inputs(), MEASURED);
            return new Measurement(
                    choice.ensemble().score(),
                    interval,
                    timing.p50(),
                    timing.p99(),
                    timing.rowsPerSecond(),
                    bundle.fileSize());
        }
    }

    private Predictions calibrated(Predictions answers) {
        return answers instanceof Probabilities probabilities ? calibration.apply(probabilities) : answers;
    }

    private List<Manifest.Score> scores(Predictions answers) {
        Examples judged = found.judged();
        Manifest.Rows rows = prepared.folds().count() > 1 ? Manifest.Rows.OUT_OF_FOLD : Manifest.Rows.VALIDATION;
        List<Metric> metrics = new ArrayList<>(List.of(prepared.metric()));
        Metrics.all(prepared.examples().task()).stream()
                .filter(metric -> !metric.equals(prepared.metric()))
                .forEach(metrics::add);
        return metrics.stream()
                .map(metric -> new Manifest.Score(
                        metric.id(),
                        metric.score(judged.target(), answers, judged.weights()),
                        bootstrap.interval(metric, judged.target(), answers, judged.weights()),
                        rows))
                .toList();
    }

    /// Every trial and, where it has several members, the ensemble; the best score first, failures last.
    private List<Manifest.Entry> leaderboard(List<Packed> packed) {
        List<Manifest.Entry> entries = new ArrayList<>();
        if (found.ensemble().members().size() > 1) {
            entries.add(new Manifest.Entry(
                    ensembleTrial(packed.getFirst()),
                    Optional.of(packed.getFirst().measurement())));
        }
        found.trials().stream()
                .map(trial -> new Manifest.Entry(trial, measurementOf(trial, packed)))
                .forEach(entries::add);
        entries.sort((one, other) -> compare(one.trial(), other.trial()));
        return entries;
    }

    private int compare(Trial one, Trial other) {
        double first = one.outcome() instanceof Trial.Scored scored ? scored.score() : Double.NaN;
        double second = other.outcome() instanceof Trial.Scored scored ? scored.score() : Double.NaN;
        if (prepared.metric().isBetter(first, second)) {
            return -1;
        }
        return prepared.metric().isBetter(second, first) ? 1 : Integer.compare(one.number(), other.number());
    }

    private static Optional<Measurement> measurementOf(Trial trial, List<Packed> packed) {
        return packed.stream()
                .filter(one -> one.choice().name().equals(trial.name()))
                .map(Packed::measurement)
                .findFirst();
    }

    private Trial ensembleTrial(Packed packed) {
        Ensemble ensemble = found.ensemble();
        Map<String, Object> shares = new LinkedHashMap<>();
        Duration time = Duration.ZERO;
        for (int i = 0; i < ensemble.members().size(); i++) {
            Contender member = ensemble.members().get(i);
            shares.put(member.candidate().name(), ensemble.shares().get(i));
            time = time.plus(member.time());
        }
        return new Trial(
                found.trials().size() + 1,
                ENSEMBLE,
                ENSEMBLE,
                Settings.of(Map.of("shares", shares)),
                new Trial.Scored(ensemble.score(), packed.measurement().interval(), time));
    }
}
