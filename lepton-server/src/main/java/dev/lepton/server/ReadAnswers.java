package dev.lepton.server;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Answering;
import dev.lepton.model.Interval;
import dev.lepton.model.PredictionIntervals;
import dev.lepton.model.PredictionSets;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Task;
import java.util.List;
import java.util.Optional;

/// A model's answers for the rows of one request, read as the model says they are to be.
///
/// @param intervals present for numbers where a coverage was asked for
/// @param sets present for classes where a coverage was asked for
record ReadAnswers(
        Task task,
        Answering answering,
        Predictions answers,
        Optional<PredictionIntervals> intervals,
        Optional<PredictionSets> sets) {

    /// @param coverage share of rows whose truth the answers shall hold; empty for answers alone
    /// @throws LeptonException INVALID_ARGUMENT where the model cannot promise the coverage
    static ReadAnswers of(ServedModel model, Predictions answers, Optional<Double> coverage) {
        Answering answering = model.answering();
        return switch (model.task()) {
            case Task.Classification c ->
                new ReadAnswers(c, answering, answers, Optional.empty(), coverage.map(answering::sets));
            case Task.Regression r ->
                new ReadAnswers(r, answering, answers, coverage.map(answering::intervals), Optional.empty());
        };
    }

    /// A share as a request writes it.
    ///
    /// @throws LeptonException INVALID_ARGUMENT where it is no number
    static double coverage(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The coverage is \"" + text + "\"; a number between 0 and 1 was expected, as 0.9.",
                    e);
        }
    }

    int size() {
        return answers.size();
    }

    /// The class that is answered for a row.
    String label(Task.Classification classes, int row) {
        return classes.classes().get(answering.decision().label(probabilities(), row));
    }

    /// The indices of the classes in a row's set, ascending.
    List<Integer> set(PredictionSets some, int row) {
        return answering.set(some, probabilities(), row);
    }

    Interval interval(PredictionIntervals some, int row) {
        return some.around(answers.get(row, 0));
    }

    private Probabilities probabilities() {
        if (answers instanceof Probabilities probabilities) {
            return probabilities;
        }
        throw new LeptonException(ErrorCode.INTERNAL, "A classification was answered without probabilities.");
    }
}
