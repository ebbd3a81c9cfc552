package dev.lepton.automl;

import dev.lepton.model.Estimates;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import java.util.List;

/// Predictions put together.
final class Answers {

    private Answers() {}

    /// All rows of the first, then all of the second, and so on.
    static Predictions concatenated(List<Predictions> parts) {
        Predictions first = parts.getFirst();
        double[] values = new double
                [parts.stream().mapToInt(part -> part.size() * first.width()).sum()];
        int offset = 0;
        for (Predictions part : parts) {
            double[] cells = part.toArray();
            System.arraycopy(cells, 0, values, offset, cells.length);
            offset += cells.length;
        }
        return like(first, values);
    }

    /// The mean of answers for the same rows, weighted by shares that sum to one.
    static Predictions mean(List<? extends Predictions> members, double[] shares) {
        double[] values = new double[members.getFirst().toArray().length];
        for (int member = 0; member < shares.length; member++) {
            if (shares[member] > 0) {
                double[] cells = members.get(member).toArray();
                for (int i = 0; i < values.length; i++) {
                    values[i] += shares[member] * cells[i];
                }
            }
        }
        return like(members.getFirst(), values);
    }

    /// `values` as answers of the same form as `form`.
    static Predictions like(Predictions form, double[] values) {
        return switch (form) {
            case Probabilities probabilities -> Probabilities.of(values, probabilities.classes());
            case Estimates estimates -> Estimates.of(values);
        };
    }
}
