package dev.lepton.automl;

import dev.lepton.model.Interval;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import java.time.Duration;
import java.util.List;

/// A candidate that has been tried: a model per fold, and what each answered for the rows it did not learn
/// from.
///
/// @param number of the trial, from 1
/// @param models one a fold, in the order of folds; none where the contender is too far behind to be kept
/// @param answers for the judged rows, ascending; for no row where there are no models
/// @param score of the answers
/// @param interval of the score
/// @param time wall time of all folds, added up
/// @param export time that it took to make the graph of the first fold's model
/// @param bytes of the graphs of all models together, as the first fold's tells
public record Contender(
        int number,
        Candidate candidate,
        List<Model> models,
        Predictions answers,
        double score,
        Interval interval,
        Duration time,
        Duration export,
        long bytes) {

    public Contender {
        models = List.copyOf(models);
    }

    static Contender of(Attempt attempt, Predictions answers, double score, Interval interval) {
        List<FoldFit> fits = attempt.fits();
        return new Contender(
                attempt.number(),
                attempt.candidate(),
                fits.stream().map(FoldFit::model).toList(),
                answers,
                score,
                interval,
                attempt.time(),
                fits.getFirst().export(),
                fits.getFirst().bytes() * fits.size());
    }

    /// The same, without what only a member of an ensemble needs.
    Contender withoutModels() {
        return new Contender(
                number, candidate, List.of(), answers.select(new int[0]), score, interval, time, export, bytes);
    }

    /// The same with its models in another form.
    ///
    /// @param other as many as before, or none
    Contender withModels(List<Model> other) {
        return new Contender(number, candidate, other, answers, score, interval, time, export, bytes);
    }

    /// The same with as many of its models as fit into some bytes, but at least one.
    Contender within(long most) {
        return bytes <= most || models.size() < 2
                ? this
                : first(Math.clamp(most * models.size() / bytes, 1, models.size()));
    }

    /// The same with its first models. Its score stays what it is: every answer it was judged by is that of one
    /// model.
    ///
    /// @param kept 1 or more
    Contender first(int kept) {
        return kept >= models.size() ? this : with(candidate, models.subList(0, kept), time);
    }

    /// Other models of the same kind that stand for it, with its answers and score.
    ///
    /// @param other what they are models of
    /// @param taken time that they took to learn
    public Contender with(Candidate other, List<Model> standing, Duration taken) {
        return new Contender(
                number, other, standing, answers, score, interval, taken, export, bytesOfOne() * standing.size());
    }

    /// Bytes of the graph of one model.
    long bytesOfOne() {
        return bytes / Math.max(1, models.size());
    }

    /// Time that making the graphs of all models takes one thread, as the first fold's tells.
    public Duration lowering() {
        return export.multipliedBy(models.size());
    }

    public boolean hasModels() {
        return !models.isEmpty();
    }

    /// The mean of the fold models' answers, as one model.
    public Model model() {
        return Blend.mean(models);
    }
}
