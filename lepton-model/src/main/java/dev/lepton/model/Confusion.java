package dev.lepton.model;

/// How much weight each true class has under each label that was answered; `[truth, label]`.
///
/// The label is the most probable class. Where a ratio has nothing below its line it counts as zero, as
/// scikit-learn does.
record Confusion(double[][] mass) {

    /// What a metric reads off the table.
    @FunctionalInterface
    interface Reading {
        double of(Confusion confusion);
    }

    /// A metric that reads the table only.
    static Scorer.Preparation<Labels, Probabilities> read(Reading reading) {
        return (truth, answers) -> {
            int[] cells = new int[truth.size()];
            int classes = answers.classes();
            int[] labels = answers.labels();
            for (int row = 0; row < cells.length; row++) {
                cells[row] = truth.get(row) * classes + labels[row];
            }
            return weights -> reading.of(count(cells, classes, weights));
        };
    }

    private static Confusion count(int[] cells, int classes, double[] weights) {
        double[] flat = new double[classes * classes];
        for (int row = 0; row < cells.length; row++) {
            flat[cells[row]] += weights[row];
        }
        double[][] mass = new double[classes][classes];
        for (int i = 0; i < flat.length; i++) {
            mass[i / classes][i % classes] = flat[i];
        }
        return new Confusion(mass);
    }

    double accuracy() {
        double right = 0;
        double all = 0;
        for (int c = 0; c < mass.length; c++) {
            right += mass[c][c];
            all += truth(c);
        }
        return right / all;
    }

    /// The mean recall of the classes that occur in the truth.
    double balancedAccuracy() {
        double sum = 0;
        int present = 0;
        for (int c = 0; c < mass.length; c++) {
            if (truth(c) > 0) {
                sum += mass[c][c] / truth(c);
                present++;
            }
        }
        return sum / present;
    }

    double precision() {
        return positiveOrMacro(c -> ratio(mass[c][c], answered(c)));
    }

    double recall() {
        return positiveOrMacro(c -> ratio(mass[c][c], truth(c)));
    }

    double f1() {
        return positiveOrMacro(c -> ratio(2 * mass[c][c], answered(c) + truth(c)));
    }

    /// Matthews' correlation coefficient, for any number of classes (Gorodkin 2004); 0 where truth or labels
    /// are all of one class.
    double matthews() {
        double right = 0;
        double all = 0;
        double both = 0;
        double truths = 0;
        double labels = 0;
        for (int c = 0; c < mass.length; c++) {
            right += mass[c][c];
            all += truth(c);
            both += truth(c) * answered(c);
            truths += truth(c) * truth(c);
            labels += answered(c) * answered(c);
        }
        if (all == 0) {
            return Double.NaN;
        }
        double spread = (all * all - labels) * (all * all - truths);
        return spread <= 0 ? 0 : (right * all - both) / Math.sqrt(spread);
    }

    @FunctionalInterface
    private interface PerClass {
        double of(int c);
    }

    /// Of the second class where there are two, else the mean over the classes that occur in truth or labels.
    private double positiveOrMacro(PerClass score) {
        double all = 0;
        double sum = 0;
        int present = 0;
        for (int c = 0; c < mass.length; c++) {
            all += truth(c);
            if (truth(c) + answered(c) > 0) {
                sum += score.of(c);
                present++;
            }
        }
        if (all == 0) {
            return Double.NaN;
        }
        return mass.length == 2 ? score.of(1) : sum / present;
    }

    private double truth(int c) {
        double sum = 0;
        for (double cell : mass[c]) {
            sum += cell;
        }
        return sum;
    }

    private double answered(int c) {
        double sum = 0;
        for (double[] row : mass) {
            sum += row[c];
        }
        return sum;
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
