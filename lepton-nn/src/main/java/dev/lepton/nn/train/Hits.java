package dev.lepton.nn.train;

import dev.lepton.nn.layer.Signal;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Optional;

/// Counts how often the most probable class is the true one.
final class Hits {

    private final Optional<Criterion> criterion; // empty where targets are no classes
    private long right;
    private long all;

    Hits(Optional<Criterion> criterion) {
        this.criterion = criterion.filter(Hits::hasClasses);
    }

    private static boolean hasClasses(Criterion criterion) {
        return switch (criterion.loss()) {
            case Loss.CrossEntropy _ -> criterion.target().kind() == Signal.Kind.IDS;
            case Loss.Focal _ -> true;
            case Loss.BinaryCrossEntropy _ -> true;
            case Loss.MeanSquared _ -> false;
            case Loss.Huber _ -> false;
            case Loss.Quantile _ -> false;
            case Loss.Ctc _ -> false;
            case Loss.Triplet _ -> false;
        };
    }

    boolean isWanted() {
        return criterion.isPresent();
    }

    double share() {
        return all == 0 ? Double.NaN : (double) right / all;
    }

    /// @param answers to all examples of the batch
    void count(float[] answers, Batch batch) {
        criterion.ifPresent(known -> {
            if (known.loss() instanceof Loss.BinaryCrossEntropy) {
                countBinary(known, answers, batch);
            } else {
                countClasses(known, answers, batch);
            }
        });
    }

    private void countBinary(Criterion known, float[] answers, Batch batch) {
        int each = Math.toIntExact(known.target().elements());
        int copies = Math.toIntExact(known.copies());
        FloatBuffer targets = batch.values();
        for (int example = 0; example < batch.size(); example++) {
            for (int i = 0; i < each; i++) {
                double mean = 0;
                for (int copy = 0; copy < copies; copy++) {
                    mean += 1 / (1 + Math.exp(-answers[(example * copies + copy) * each + i])) / copies;
                }
                right += mean > 0.5 == targets.get(example * each + i) > 0.5 ? 1 : 0;
                all++;
            }
        }
    }

    private void countClasses(Criterion known, float[] answers, Batch batch) {
        int classes = Math.toIntExact(known.classes());
        int places = Math.toIntExact(known.target().elements());
        int copies = Math.toIntExact(known.copies());
        double[] sums = new double[classes];
        LongBuffer labels = batch.labels();
        for (int example = 0; example < batch.size(); example++) {
            for (int place = 0; place < places; place++) {
                long label = labels.get(example * places + place);
                if (label < 0) {
                    continue;
                }
                Arrays.fill(sums, 0);
                for (int copy = 0; copy < copies; copy++) {
                    add(answers, ((example * copies + copy) * places + place) * classes, copies == 1, sums);
                }
                right += greatest(sums) == label ? 1 : 0;
                all++;
            }
        }
    }

    /// Adds one answer, as probabilities where there are several of which the mean counts.
    private static void add(float[] answers, int from, boolean isOnly, double[] sums) {
        if (isOnly) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] = answers[from + i];
            }
            return;
        }
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < sums.length; i++) {
            most = Math.max(most, answers[from + i]);
        }
        double total = 0;
        for (int i = 0; i < sums.length; i++) {
            total += Math.exp(answers[from + i] - most);
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += Math.exp(answers[from + i] - most) / total;
        }
    }

    private static int greatest(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }
}
