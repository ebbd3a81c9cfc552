package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.List;

/// A sum of answers for the same rows that grows answer by answer, and means of it with one more.
///
/// Several threads may ask for means and read them as long as none adds.
public final class AnswerSum {

    private final Predictions form;
    private final double[] sum; // [row, column]
    private int count;

    private AnswerSum(Predictions form) {
        this.form = form;
        this.sum = new double[form.size() * form.width()];
    }

    /// Nothing yet, for answers of the form of `form`.
    public static AnswerSum like(Predictions form) {
        return new AnswerSum(form);
    }

    /// The mean of answers for the same rows.
    ///
    /// @param shares one for each of the answers, summing to one; those without a share are not read
    /// @throws LeptonException INTERNAL where the answers are of different forms
    public static Predictions mean(List<? extends Predictions> answers, double[] shares) {
        AnswerSum sum = like(answers.getFirst());
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] > 0) {
                sum.cells(answers.get(i)).addTo(sum.sum, shares[i]);
            }
        }
        return sum.of(new Cells.Doubles(sum.sum));
    }

    /// @throws LeptonException INTERNAL where the answers are of another form
    public void add(Predictions answers) {
        cells(answers).addTo(sum, 1);
        count++;
    }

    /// The mean of all that was added and of `more`, computed cell by cell when it is read: it takes no memory,
    /// and holds until something is added.
    ///
    /// @throws LeptonException INTERNAL where the answers are of another form
    public Predictions meanWith(Predictions more) {
        return of(new Cells.MeanWith(sum, cells(more), count + 1));
    }

    private Predictions of(Cells cells) {
        return switch (form) {
            case Probabilities probabilities -> new Probabilities(cells, probabilities.classes());
            case Estimates estimates -> new Estimates(cells);
        };
    }

    private Cells cells(Predictions answers) {
        if (answers.size() != form.size() || answers.width() != form.width()) {
            throw new LeptonException(
                    ErrorCode.INTERNAL,
                    "Answers of " + answers.size() + " rows and " + answers.width() + " columns cannot be added to "
                            + form.size() + " rows and " + form.width() + " columns.");
        }
        return switch (answers) {
            case Probabilities probabilities -> probabilities.cells();
            case Estimates estimates -> estimates.cells();
        };
    }
}
