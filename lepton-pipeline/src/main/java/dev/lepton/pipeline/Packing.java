package dev.lepton.pipeline;

import dev.lepton.automl.Contender;
import dev.lepton.automl.Found;
import dev.lepton.automl.Lowering;
import dev.lepton.automl.Shortlist;
import dev.lepton.base.Deadline;
import dev.lepton.base.Seed;
import dev.lepton.graph.Timing;
import dev.lepton.model.Bootstrap;
import dev.lepton.model.Frontier;
import dev.lepton.model.Measurement;
import dev.lepton.model.Memo;
import dev.lepton.model.Predictions;
import dev.lepton.model.Readable;
import dev.lepton.model.Requirement;
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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The end of a run: models worth serving become bundles and are measured, and the best of them is the
/// answer.
///
/// The first one, the ensemble that the search chose, is always packed; others only as far as time allows, and
/// those that are small and fast before those that are not.
final class Packing {

    /// How far the graph's answers may lie from the engines', relative to the size of answers.
    private static final double TOLERANCE = 1e-5;

    /// How long the speed of one model is measured at most.
    private static final Duration MEASURED = Duration.ofMillis(240);

    /// Share of the time left that measuring the speed of one model takes at most.
    private static final int MEASURED_SHARE = 8;

    /// Time to score the chosen model and to end, which models that are packed beside it must leave.
    private static final Duration CLOSING = Duration.ofMillis(500);

    /// What checking, loading, measuring and compressing a graph costs with making it, as a multiple of
    /// making it.
    private static final int WITH_EXPORT = 3;

    /// Choices that are packed at most, forms of one choice counted each.
    private static final int MOST = 12;

    /// Contenders that are learnt once more from all rows at most.
    private static final int REFITS = 3;

    private static final int ROWS_FOR_FULL_BOOTSTRAP = 50_000;

    private final Plan plan;
    private final Prepared prepared;
    private final Found found;
    private final Context context;
    private final Seed seed;
    private final Bootstrap bootstrap;
    private final Lowering lowering;
    private final Map<Predictions, Judgement> judgements = new IdentityHashMap<>(); // forms share their answers
    private Duration finishing = Duration.ZERO; // time that the last judgement took; rows are the same for all

    Packing(Plan plan, Prepared prepared, Found found, Context context) {
        this.plan = plan;
        this.prepared = prepared;
        this.found = found;
        this.context = context;
        this.seed = new Seed(plan.effort().seed());
        Bootstrap full = Bootstrap.of(seed.child("intervals"));
        this.bootstrap =
                found.judged().size() <= ROWS_FOR_FULL_BOOTSTRAP ? full : new Bootstrap(50, full.level(), full.seed());
        this.lowering = new Lowering(plan.effort().threadsOrAll());
    }

    /// What the end of a run is given beside its plan and its search.
    ///
    /// @param deadline of the whole run
    /// @param model name of the one to take, however fast it is; empty leaves the choice to the requirements
    record Context(Deadline deadline, Stages stages, InstantSource clock, Optional<String> model) {}

    private Duration forMeasuring() {
        Duration share = context.deadline.remaining().dividedBy(MEASURED_SHARE);
        return share.compareTo(MEASURED) < 0 ? share : MEASURED;
    }

    /// @param provenance as it is known when asked for
    Run run(Supplier<Provenance> provenance, List<String> notes) {
        List<Packed> packed = packed(provenance.get(), notes::add);
        Frontier<Packed> frontier = Frontier.of(
                prepared.metric(),
                packed.stream()
                        .map(one -> new Frontier.Candidate<>(
                                one, one.measurement(), one.choice().averaged()))
                        .toList());
        Packed best = best(packed, frontier, notes);
        List<Manifest.Entry> leaderboard = Standings.of(prepared.metric(), found.trials(), packed);
        Manifest manifest = best.bundle().manifest();
        List<Manifest.Score> scores =
                context.stages.time("score", () -> scores(best.judgement().calibrated()));
        Bundle bundle = best.bundle()
                .withManifest(new Manifest(
                        manifest.name(),
                        manifest.created(),
                        manifest.contract(),
                        scores,
                        provenance.get(),
                        leaderboard));
        return new Run(
                bundle,
                leaderboard,
                names(frontier),
                best.choice().name(),
                found.ensemble().parts(),
                notes);
    }

    /// Packs ensembles, then one model alone of each contender, then the mean of its folds' models.
    private List<Packed> packed(Provenance provenance, Consumer<String> notes) {
        List<Choice> choices = Choice.of(found, prepared.metric());
        Forms forms = forms(notes);
        List<Packed> packed = new ArrayList<>();
        for (Choice choice : choices) {
            if (packed.isEmpty() || !choice.isAlone()) {
                pack(choice, packed, provenance);
            }
            Deadline end = context.deadline.earlier(needed(choice).plus(CLOSING));
            if (!end.isOver() && packed.size() < MOST) {
                context.stages
                        .time("refit", () -> forms.of(choice, end))
                        .ifPresent(form -> pack(form, packed, provenance));
            }
        }
        choices.stream()
                .skip(1)
                .filter(Choice::isAlone)
                .limit(Math.max(0, MOST - packed.size()))
                .forEach(choice -> pack(choice, packed, provenance));
        return packed;
    }

    /// The contenders that are learnt once more are the best of those that promise to stand on the frontier, and
    /// whichever is asked for. Where memory is bounded there are none: their fits would be the largest of the run.
    private Forms forms(Consumer<String> notes) {
        Set<String> refitted = Shortlist.of(found.ranking(), prepared.metric()).stream()
                .limit(plan.budget().memory().isPresent() ? 0 : REFITS)
                .map(contender -> contender.candidate().name())
                .filter(name -> !asked(Choice.Form.SINGLE.of(name)))
                .collect(Collectors.toSet());
        found.ranking().stream()
                .map(contender -> contender.candidate().name())
                .filter(name -> asked(Choice.Form.REFIT.of(name)))
                .forEach(refitted::add);
        return new Forms(
                new Refit(prepared.examples(), prepared.folds(), notes),
                refitted,
                found.trials().stream().map(Trial::name).collect(Collectors.toSet()),
                new Forms.Context(seed, plan.effort().threadsOrAll(), prepared.metric(), new Memo()));
    }

    private boolean asked(String name) {
        return context.model().filter(name::equals).isPresent();
    }

    /// Packs one more choice where there is time for it; there always is for the first.
    private void pack(Choice choice, List<Packed> packed, Provenance provenance) {
        if (packed.isEmpty()
                || context.deadline.remaining().compareTo(needed(choice).plus(CLOSING)) > 0) {
            packed.add(pack(choice, context.stages.time("calibrate", () -> judgement(choice)), provenance));
        }
    }

    /// About the time that it takes to pack one more choice.
    private Duration needed(Choice choice) {
        Duration lowering =
                choice.ensemble().members().stream().map(Contender::lowering).reduce(Duration.ZERO, Duration::plus);
        Duration judging = judgements.containsKey(choice.ensemble().answers()) ? Duration.ZERO : finishing;
        return lowering.multipliedBy(WITH_EXPORT).plus(MEASURED.multipliedBy(2)).plus(judging);
    }

    /// What is known of the answers of a choice; what a person can read is never calibrated.
    private Judgement judgement(Choice choice) {
        if (readable(choice).isPresent()) {
            return judged(choice);
        }
        Judgement known = judgements.get(choice.ensemble().answers());
        if (known != null) {
            return known;
        }
        long start = System.nanoTime();
        Judgement made = judged(choice);
        finishing = Duration.ofNanos(System.nanoTime() - start);
        judgements.put(choice.ensemble().answers(), made);
        return made;
    }

    private Judgement judged(Choice choice) {
        boolean isLate = context.deadline.isOver() && !context.deadline.isCancelled();
        boolean isRead = readable(choice).isPresent(); // its text is the whole model
        Calibrated calibrated = new Calibrating(prepared.metric(), found.judged(), seed)
                .of(choice.ensemble().answers(), !isLate && !isRead, !isLate);
        return Judgement.of(
                choice.ensemble(), calibrated, found.judged(), new Judgement.Judge(prepared.metric(), bootstrap));
    }

    /// A fold's model alone is not read, because who fitted it may have left no more of it than its graph.
    private static Optional<Readable> readable(Choice choice) {
        return choice.form() != Choice.Form.SINGLE && choice.ensemble().model() instanceof Readable text
                ? Optional.of(text)
                : Optional.empty();
    }

    private Packed best(List<Packed> packed, Frontier<Packed> frontier, List<String> notes) {
        if (context.model().isPresent()) {
            return packed.stream()
                    .filter(one -> one.choice().name().equals(context.model().get()))
                    .findFirst()
                    .orElseGet(packed::getFirst);
        }
        if (plan.requirements().isEmpty()) {
            return packed.getFirst();
        }
        Optional<Packed> kept = frontier.best(plan.requirements()).map(Frontier.Candidate::what);
        if (kept.isEmpty()) {
            notes.add(nothingFits(frontier));
        }
        return kept.orElseGet(packed::getFirst);
    }

    private String nothingFits(Frontier<Packed> frontier) {
        List<Requirement> ways = frontier.relaxations(plan.requirements());
        return "No model keeps " + words(plan.requirements(), " and ") + "; the one with the best score was taken. "
                + (ways.isEmpty()
                        ? "More than one of the bounds must be relaxed; the frontier shows how far each can be kept."
                        : "One would with " + words(ways, ", or with ") + ".");
    }

    private static String words(List<Requirement> requirements, String between) {
        return requirements.stream().map(Requirement::words).collect(Collectors.joining(between));
    }

    private static Frontier<String> names(Frontier<Packed> frontier) {
        return new Frontier<>(
                frontier.metric(),
                frontier.candidates().stream()
                        .map(candidate -> new Frontier.Candidate<>(
                                candidate.what().choice().name(), candidate.measurement(), candidate.averaged()))
                        .toList());
    }

    private Packed pack(Choice choice, Judgement judgement, Provenance provenance) {
        Calibrated calibrated = judgement.calibrated();
        Served served = Served.of(
                context.stages
                        .time("lower", () -> lowering.of(choice.ensemble()))
                        .model(),
                calibrated.postprocessing(),
                prepared.examples().inputs().schema());
        Table rows = prepared.golden(seed).columns(served.inputs().names());
        Contract contract = new Contract(
                served.task(),
                plan.columns().target(),
                served.inputs(),
                plan.requirements(),
                TOLERANCE,
                calibrated.answering());
        Manifest manifest =
                new Manifest(plan.name(), context.clock.instant(), contract, List.of(), provenance, List.of());
        Bundle plain = Bundle.of(
                manifest,
                context.stages.time("export", served::graph),
                new Golden(rows, context.stages.time("answer golden rows", () -> served.predict(rows))),
                Baseline.of(served.inputs(), found.judged().inputs(), served.task(), calibrated.served()));
        Bundle bundle =
                readable(choice).map(text -> plain.withRules(text.text())).orElse(plain);
        return new Packed(choice, judgement, bundle, context.stages.time("measure", () -> measured(judgement, bundle)));
    }

    private Measurement measured(Judgement judgement, Bundle bundle) {
        try (Predictor predictor = Predictor.open(bundle)) {
            Timing timing = predictor.timing(found.judged().inputs(), forMeasuring());
            return new Measurement(
                    judgement.score(),
                    judgement.interval(),
                    timing.p50(),
                    timing.p99(),
                    timing.rowsPerSecond(),
                    bundle.fileSize());
        }
    }

    private List<Manifest.Score> scores(Calibrated calibrated) {
        Manifest.Rows rows = prepared.folds().count() > 1 ? Manifest.Rows.OUT_OF_FOLD : Manifest.Rows.VALIDATION;
        return new Scoring(found.judged(), rows, bootstrap, context.deadline).of(calibrated, prepared.metric());
    }
}
