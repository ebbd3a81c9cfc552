package dev.lepton.model;

import dev.lepton.base.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// The search for the decision that scores best by a metric of labels, from probabilities for rows that the
/// model did not learn from.
///
/// One class after the other gets the factor that its probability is multiplied with; for two classes that
/// is a threshold. A factor is judged by its scores on rows drawn with replacement, the same draws for all
/// factors. Guards against following noise: a factor must beat the present one by more than one standard
/// deviation of its gain over the draws, and of the factors within one standard deviation of the best the
/// nearest to the present one is taken (the one-standard-error rule of Breiman et al. 1984).
public final class DecisionTuning {

    private static final int FEWEST_ROWS = 50;
    private static final int MOST_DRAWS = 50;
    private static final int FEWEST_DRAWS = 10;
    private static final int MOST_DRAWN_CELLS = 5_000_000;

    /// Factors that are tried for one class: neighbours differ by 2 % to 6 %.
    private static final int HALF_GRID = 60;

    private static final int SWEEPS = 3;

    private final Labels truth;
    private final double[] shares; // [row, class], logarithms of probabilities
    private final Confusion.Reading reading;
    private final int classes;
    private final double[][] drawn; // [draw][row], weights
    private final double[] logs; // [class], logarithms of factors

    private DecisionTuning(Labels truth, Probabilities answers, Weights weights, Confusion.Reading reading, Seed seed) {
        this.truth = truth;
        this.shares = answers.toArray();
        Arrays.setAll(shares, cell -> Math.log(Math.max(shares[cell], Temperature.FLOOR)));
        this.reading = reading;
        this.classes = answers.classes();
        this.logs = new double[classes];
        this.drawn = drawn(weights, seed);
    }

    /// The best decision, or the most probable class where the metric does not look at labels, would be served
    /// best by a label that never changes (`precision`, `recall`), or rows are too few to tell.
    ///
    /// @param metric one of `accuracy`, `balanced_accuracy`, `f1` and `mcc`, else nothing is tuned
    public static Decision tuned(ClassMetric metric, Labels truth, Probabilities answers, Weights weights, Seed seed) {
        if (!(metric instanceof LabelScore own && own.isTuned()) || truth.size() < FEWEST_ROWS) {
            return new Decision.MostProbable();
        }
        return new DecisionTuning(truth, answers, weights, own.reading(), seed.child("decision")).run();
    }

    private static double[][] drawn(Weights weights, Seed seed) {
        int rows = weights.size();
        int draws = Math.clamp(MOST_DRAWN_CELLS / rows, FEWEST_DRAWS, MOST_DRAWS);
        double[][] drawn = new double[draws][rows];
        for (int draw = 0; draw < draws; draw++) {
            RandomGenerator random = seed.child("draw", draw).random();
            for (int i = 0; i < rows; i++) {
                int row = random.nextInt(rows);
                drawn[draw][row] += weights.get(row);
            }
        }
        return drawn;
    }

    private Decision run() {
        boolean moved = true;
        for (int sweep = 0; sweep < (classes == 2 ? 1 : SWEEPS) && moved; sweep++) {
            moved = false;
            for (int c = classes == 2 ? 1 : 0; c < classes; c++) {
                moved |= tune(c);
            }
        }
        if (Arrays.stream(logs).allMatch(log -> log == 0)) {
            return new Decision.MostProbable();
        }
        if (classes == 2) {
            return new Decision.Threshold(1 / (1 + Math.exp(logs[1])));
        }
        List<Double> factors = new ArrayList<>();
        for (double log : logs) {
            factors.add(Math.exp(log));
        }
        return new Decision.Factors(factors);
    }

    /// Steps grow towards the ends, which reach factors of 1,000 and one thousandth.
    private static double grid(int place) {
        double share = (double) (place - HALF_GRID) / HALF_GRID;
        return Math.log(1_000) * share * (0.2 + 0.8 * share * share);
    }

    /// @return whether the class got another factor
    private boolean tune(int tuned) {
        int size = 2 * HALF_GRID + 1;
        int[] others = new int[truth.size()]; // the label of a row that is not of the tuned class
        int[] places = new int[truth.size()]; // the first place of the grid at which it is
        for (int row = 0; row < others.length; row++) {
            others[row] = best(row, tuned);
            places[row] = place(needed(row, tuned, others[row]) - logs[tuned]);
        }
        double[][] scores = new double[drawn.length][];
        for (int draw = 0; draw < drawn.length; draw++) {
            scores[draw] = scores(tuned, others, places, drawn[draw]);
        }
        int chosen = chosen(scores, size);
        logs[tuned] += grid(chosen);
        return chosen != HALF_GRID;
    }

    private int best(int row, int tuned) {
        int best = tuned == 0 ? 1 : 0;
        for (int c = 0; c < classes; c++) {
            if (c != tuned && log(row, c) > log(row, best)) {
                best = c;
            }
        }
        return best;
    }

    private double log(int row, int c) {
        return shares[row * classes + c] + logs[c];
    }

    /// The logarithm of the factor from which on the row is of the tuned class.
    private double needed(int row, int tuned, int other) {
        return log(row, other) - shares[row * classes + tuned];
    }

    private static int place(double log) {
        int low = 0;
        int high = 2 * HALF_GRID + 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (grid(middle) > log) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /// The score at each place of the grid, for rows of the given weights.
    private double[] scores(int tuned, int[] others, int[] places, double[] weights) {
        int size = 2 * HALF_GRID + 1;
        double[][] mass = new double[classes][classes];
        double[] moves = new double[(size + 1) * classes * classes]; // [place, truth, other]
        for (int row = 0; row < others.length; row++) {
            int cell = truth.get(row) * classes + others[row];
            mass[truth.get(row)][others[row]] += weights[row];
            moves[places[row] * classes * classes + cell] += weights[row];
        }
        double[] scores = new double[size];
        for (int place = 0; place < size; place++) {
            for (int cell = 0; cell < classes * classes; cell++) {
                double moved = moves[place * classes * classes + cell];
                mass[cell / classes][cell % classes] -= moved;
                mass[cell / classes][tuned] += moved;
            }
            scores[place] = reading.of(new Confusion(mass));
        }
        return scores;
    }

    private static int chosen(double[][] scores, int size) {
        double[] means = new double[size];
        for (double[] draw : scores) {
            for (int place = 0; place < size; place++) {
                means[place] += draw[place] / scores.length;
            }
        }
        int best = HALF_GRID;
        for (int place = 0; place < size; place++) {
            best = means[place] > means[best] ? place : best;
        }
        int step = best < HALF_GRID ? -1 : 1;
        for (int place = HALF_GRID; place != best; place += step) {
            if (means[best] - means[place] <= deviation(scores, best, place)) {
                return place;
            }
        }
        return best;
    }

    /// The standard deviation of the gain from one place to another over the draws.
    private static double deviation(double[][] scores, int to, int from) {
        double mean = Arrays.stream(scores)
                .mapToDouble(draw -> draw[to] - draw[from])
                .average()
                .orElse(0);
        double square = Arrays.stream(scores)
                .mapToDouble(draw -> Math.pow(draw[to] - draw[from] - mean, 2))
                .average()
                .orElse(0);
        return Math.sqrt(square);
    }
}
