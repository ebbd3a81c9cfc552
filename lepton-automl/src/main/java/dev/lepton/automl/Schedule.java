package dev.lepton.automl;

import dev.lepton.base.Bytes;
import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.Seed;
import dev.lepton.model.Learner;
import dev.lepton.model.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The order in which candidates are tried, fold by fold: the given list first, then what a
/// [Sequel] asks for.
///
/// Without an end in time the order depends on scores and the seed only, so that a search bounded by a count
/// gives the same result at any speed and with any number of workers. With an end, a candidate that cannot
/// finish in what is left is dropped, but for the first real one, of which something is learnt however slow
/// the learner. Thread-safe.
final class Schedule {

    private static final int ASKED_AT_ONCE = 4;

    /// What sums of fidelities may be off by.
    private static final double SLACK = 1e-6;

    /// How many times longer than the time left the folds of a started attempt may seem to take.
    private static final int MOST_CUT = 2;

    private final SearchOptions options;
    private final Metric metric;
    private final Seed seed;
    private final Deadline deadline;
    private final Pace pace;
    private final int folds;
    private final int patience;
    private final Iterator<Candidate> given;
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Contender> contenders = new ArrayList<>();
    private final Sequel sequel;
    private int listed; // attempts of given candidates; all others come after them
    private double unimproved; // trials after the list since the best score, by their fidelity
    private double effort; // trials that were begun, by their fidelity
    private boolean isSpent; // what is left of the trials does not pay for what would come next

    /// One fold of one attempt, for a worker to fit.
    record Task(Attempt attempt, int fold, Deadline deadline) {}

    /// @param patience trials after the list without a better score, after which a search with an end in time
    ///     stops early
    Schedule(List<Candidate> given, Context context, int patience) {
        this.given = given.iterator();
        this.options = context.options();
        this.metric = context.metric();
        this.seed = context.seed();
        this.deadline = context.deadline();
        this.folds = context.folds();
        this.pace = new Pace(folds, context.workers(), context.deadline().remaining());
        this.patience = patience;
        this.sequel = options.way().sequel(given, seed);
    }

    /// What a schedule needs to know of its search.
    record Context(SearchOptions options, Metric metric, Seed seed, Deadline deadline, int folds, int workers) {}

    /// The next thing to do; waits where that depends on what others are doing, and is empty at the end.
    synchronized Optional<Task> next() throws InterruptedException {
        while (true) {
            Deadline end = searchEnd();
            if (end.isOver() && !isBaselineDue()) {
                return Optional.empty();
            }
            Optional<Attempt> open =
                    attempts.stream().filter(Attempt::hasUnstartedFold).findFirst();
            if (open.isPresent() && isHopeless(open.get(), end)) {
                open.get().fail(ErrorCode.RESOURCE_EXHAUSTED, "Not enough time was left to finish its folds.");
            } else if (open.isPresent()) {
                return Optional.of(start(open.get(), end));
            } else if (!enter(end)) {
                if (attempts.stream().allMatch(Attempt::isSettled)) {
                    return Optional.empty();
                }
                wait(200); // looks at the clock again even where no fold ends
            }
        }
    }

    /// Whether the first candidate, which is cheap by convention, must still be learnt, so that there is a
    /// model however little time was given.
    private boolean isBaselineDue() {
        return attempts.size() <= 1 && attempts.stream().noneMatch(Attempt::isSettled) && !deadline.isCancelled();
    }

    synchronized List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /// The best first; equal scores in the order of trials.
    synchronized List<Contender> ranking() {
        return contenders.stream().sorted(order()).toList();
    }

    synchronized void failed(Attempt attempt, Throwable cause) {
        if (attempt.failure().isEmpty()) {
            attempt.fail(cause);
        }
        notifyAll();
    }

    /// @return whether this was the last fold of the attempt that is due
    synchronized boolean finished(Attempt attempt, int fold, FoldFit fit) {
        attempt.finish(fold, fit);
        if (fit.bytes() > 0) {
            pace.exported(attempt.candidate().learner().id(), fit);
        }
        return attempt.isComplete();
    }

    /// Enters a complete attempt into the ranking; only the best keep their models.
    ///
    /// @param scoring time that scoring all judged rows once took
    synchronized void entered(Attempt attempt, Contender contender, Duration scoring) {
        attempt.judge(contender.score());
        attempt.release();
        boolean better = contenders.stream().noneMatch(other -> !metric.isBetter(contender.score(), other.score()));
        unimproved = better ? 0 : unimproved + (contender.number() > listed ? 1 : 0);
        contenders.add(contender);
        pace.entered(contender, scoring);
        List<Contender> ranked = ranking();
        for (int i = options.members(); i < ranked.size(); i++) {
            contenders.set(contenders.indexOf(ranked.get(i)), ranked.get(i).withoutModels());
        }
        notifyAll();
    }

    /// Takes note of the score of an attempt at less than full fidelity, which may go on at a higher one.
    synchronized void paused(Attempt attempt, double score) {
        attempt.judge(score);
        attempt.release();
        unimproved += attempt.fidelity();
        notifyAll();
    }

    /// Bytes of graphs that the ensemble may have: fewer than the options allow where making these would take
    /// longer than there is time left, but as many as one model of the best contender has. Who cancels wants
    /// the best so far, and waits for it.
    synchronized Bytes affordable() {
        if (!deadline.isBounded() || deadline.isCancelled() || contenders.isEmpty()) {
            return options.size();
        }
        List<Contender> ranking = ranking();
        long affordable = pace.affordable(deadline.remaining(), ranking, shortlist(ranking));
        long one = ranking.getFirst().bytesOfOne();
        return new Bytes(Math.min(options.size().count(), Math.max(one, affordable)));
    }

    /// The moment at which only making the ensemble and its graph fits into the time left.
    private Deadline searchEnd() {
        List<Contender> ranking = ranking();
        return deadline.earlier(pace.reserve(ranking, shortlist(ranking), options));
    }

    /// Contenders that time is kept for to measure them alone.
    private List<Contender> shortlist(List<Contender> ranking) {
        return Shortlist.of(ranking, metric).stream().limit(Shortlist.EXPECTED).toList();
    }

    /// Each fold gets at most its share of the time left: boosting that is cut a little short is nearly as
    /// good, and the folds before it are not lost, as they would be where one fold is never reached.
    private Task start(Attempt attempt, Deadline end) {
        Deadline share =
                end.isBounded() ? end.within(end.remaining().dividedBy(pace.rounds(attempt.unstartedFolds()))) : end;
        return new Task(attempt, attempt.startFold(), share.earlier(toFinish(attempt, share)));
    }

    /// What a fold leaves of its share to write its model down and to answer: not more than half of it.
    private Duration toFinish(Attempt attempt, Deadline share) {
        Duration needed = pace.toFinish(attempt.candidate().learner().id());
        Duration half = share.remaining().dividedBy(2);
        return needed.compareTo(half) > 0 ? half : needed;
    }

    /// Whether an attempt would have to be cut so short that its answers would be poor.
    private boolean isHopeless(Attempt attempt, Deadline end) {
        Duration most =
                attempt.isUnstarted() ? end.remaining() : end.remaining().multipliedBy(MOST_CUT);
        return end.isBounded() && isSettledIn() && pace.needed(attempt).compareTo(most) > 0;
    }

    /// Whether there is a contender beside the first one, which is the baseline by convention.
    private boolean isSettledIn() {
        return contenders.size() > 1;
    }

    /// Enters the next candidate where there is one; one that surely takes too long is passed over.
    private boolean enter(Deadline end) {
        while (pays(1) && given.hasNext()) {
            Candidate candidate = given.next();
            Attempt attempt = new Attempt(attempts.size() + 1, candidate, folds);
            if (!isHopeless(attempt, end)) {
                attempts.add(attempt);
                listed = attempts.size();
                effort++;
                return true;
            }
        }
        return !isSpent && !given.hasNext() && mayGoOn() && goOn(end);
    }

    /// Whether the trials that are left pay for one of such a fidelity.
    private boolean pays(double fidelity) {
        return options.trials().isEmpty()
                || effort + fidelity <= options.trials().getAsInt() + SLACK;
    }

    private boolean mayGoOn() {
        boolean settled = attempts.stream().allMatch(Attempt::isSettled);
        return deadline.isBounded()
                ? unimproved < patience
                : settled && options.trials().isPresent();
    }

    /// Asks what to try next, once all that is settled was told in the order of trials. As many are asked for
    /// each time, so that a search of more trials begins with those of fewer.
    private boolean goOn(Deadline end) {
        isSpent = !pays(SLACK);
        if (isSpent) {
            return false;
        }
        attempts.stream().filter(Attempt::isNews).forEach(this::tell);
        List<Sequel.Wish> wishes = sequel.next(
                attempts.size() + 1, ASKED_AT_ONCE, learner -> !isHopeless(attempt(new Sequel.Wish(learner, 1)), end));
        boolean isOpen = false;
        for (Sequel.Wish wish : wishes) {
            isSpent |= !pays(wish.fidelity());
            if (!isSpent) {
                isOpen |= begin(wish).hasUnstartedFold();
            }
        }
        return isOpen;
    }

    private Attempt begin(Sequel.Wish wish) {
        Optional<Attempt> begun = begun(wish.learner());
        Attempt attempt = begun.orElseGet(() -> attempt(wish)).due(wish.fidelity());
        if (begun.isEmpty()) {
            attempts.add(attempt);
        }
        effort += wish.fidelity();
        return attempt;
    }

    private Attempt attempt(Sequel.Wish wish) {
        int number = attempts.size() + 1;
        Learner learner = wish.learner();
        return new Attempt(number, new Candidate(freeName(learner, number), learner), folds);
    }

    /// The attempt that was fitted at a lower fidelity only.
    private Optional<Attempt> begun(Learner learner) {
        return attempts.stream()
                .filter(attempt -> !attempt.isWhole())
                .filter(attempt -> attempt.candidate().learner().id().equals(learner.id()))
                .filter(attempt -> attempt.candidate().learner().settings().equals(learner.settings()))
                .findFirst();
    }

    private void tell(Attempt attempt) {
        double score = attempt.score();
        sequel.tell(new Sequel.Told(
                attempt.number(),
                attempt.candidate().learner(),
                attempt.fidelity(),
                metric.higherIsBetter() ? -score : score,
                cost(attempt)));
    }

    /// What is bounded is what costs: a trial, or time. With time a trial costs the mean of all besides, since
    /// each takes some of the patience too, and a learner that costs next to nothing would take all of it.
    private double cost(Attempt attempt) {
        if (!deadline.isBounded()) {
            return attempt.fidelity();
        }
        double mean = attempts.stream()
                .mapToLong(each -> each.time().toNanos())
                .average()
                .orElse(0);
        return (attempt.timeOfFidelity().toNanos() + mean) / 1e9;
    }

    /// A name that no attempt has: what was recorded of an earlier search is named after numbers of that one.
    private String freeName(Learner learner, int number) {
        return IntStream.iterate(number, next -> next + 1)
                .mapToObj(next -> learner.id() + "_" + next)
                .filter(name -> attempts.stream()
                        .noneMatch(attempt -> attempt.candidate().name().equals(name)))
                .findFirst()
                .orElseThrow();
    }

    private Comparator<Contender> order() {
        return (one, other) -> {
            if (metric.isBetter(one.score(), other.score())) {
                return -1;
            }
            return metric.isBetter(other.score(), one.score()) ? 1 : Integer.compare(one.number(), other.number());
        };
    }
}
