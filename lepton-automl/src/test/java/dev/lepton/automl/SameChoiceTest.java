package dev.lepton.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.Deadline;
import dev.lepton.base.Seed;
import dev.lepton.model.AnswerSum;
import dev.lepton.model.Labels;
import dev.lepton.model.Metric;
import dev.lepton.model.Metrics;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Task;
import dev.lepton.model.Weights;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is chosen does not depend on how it is computed: by how many threads, on answers kept where.
class SameChoiceTest {

    private static final int ROWS = 300;
    private static final int MEMBERS = 6;
    private static final int ROUNDS = 15;

    @TempDir
    Path folder;

    @Property(tries = 20)
    void sharesAreThoseOfMeansMadeOneByOne(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 4) int classes, @ForAll boolean weighted) {
        Case drawn = Case.of(new Seed(seed), classes, weighted);
        Task task = new Task.Classification(
                IntStream.range(0, classes).mapToObj(Integer::toString).toList());
        for (Metric metric : Metrics.all(task)) {
            double[] expected = drawn.plainly(metric);
            for (int threads : new int[] {1, 3}) {
                assertThat(drawn.select(metric, drawn.members, threads))
                        .as("%s with %d threads", metric.id(), threads)
                        .containsExactly(expected);
            }
        }
    }

    @Test
    void answersInFilesAreChosenLikeThoseInMemory() {
        AnswerStore store = new AnswerStore(folder, 0);
        int[] places = IntStream.range(0, ROWS).toArray();
        for (int seed = 0; seed < 5; seed++) {
            Case drawn = Case.of(new Seed(seed), 3, false);
            List<Predictions> inFiles = drawn.members.stream()
                    .map(answers -> store.gathered(List.of(answers), places))
                    .toList();
            double[] exact = drawn.select(Metrics.LOGLOSS, drawn.members, 1);
            double[] rounded = drawn.select(Metrics.LOGLOSS, inFiles, 2);

            // Float32 moves a probability by 3e-8 at most, and none here is below 0.01, so log loss moves by
            // 3e-6: shares of members that are as good as equal may differ, their score may not.
            assertThat(drawn.logLoss(rounded)).isCloseTo(drawn.logLoss(exact), within(1e-5));
        }
    }

    private record Case(Labels truth, Weights weights, List<Predictions> members) {

        static Case of(Seed seed, int classes, boolean weighted) {
            RandomGenerator random = seed.random();
            Labels truth = Labels.of(random.ints(ROWS, 0, classes).toArray());
            Weights weights = weighted ? Weights.of(random.doubles(ROWS, 0.5, 2).toArray()) : Weights.uniform(ROWS);
            List<Predictions> members = IntStream.range(0, MEMBERS)
                    .<Predictions>mapToObj(member -> answers(truth, classes, 0.3 + 0.1 * member, random))
                    .toList();
            return new Case(truth, weights, members);
        }

        /// Shares that lean to the truth; on a grid, so that some tie.
        private static Probabilities answers(Labels truth, int classes, double noise, RandomGenerator random) {
            double[] cells = new double[ROWS * classes];
            for (int row = 0; row < ROWS; row++) {
                double sum = 0;
                for (int c = 0; c < classes; c++) {
                    double lean = truth.get(row) == c ? 0.3 : 0;
                    cells[row * classes + c] =
                            0.05 + Math.round(20 * Math.max(0, lean + noise * random.nextDouble())) / 20.0;
                    sum += cells[row * classes + c];
                }
                for (int c = 0; c < classes; c++) {
                    cells[row * classes + c] /= sum;
                }
            }
            return Probabilities.of(cells, classes);
        }

        double[] select(Metric metric, List<? extends Predictions> answers, int threads) {
            List<GreedyEnsemble.Member> all = answers.stream()
                    .map(each -> new GreedyEnsemble.Member(each, 1))
                    .toList();
            return new GreedyEnsemble(truth, weights, metric, all)
                    .select(new GreedyEnsemble.Bounds(ROUNDS, MEMBERS, Deadline.none(), threads));
        }

        double logLoss(double[] shares) {
            return Metrics.LOGLOSS.score(truth, (Probabilities) AnswerSum.mean(members, shares), weights);
        }

        /// The same selection in as few words as possible, with arrays of means.
        double[] plainly(Metric metric) {
            int classes = members.getFirst().width();
            int[] counts = new int[MEMBERS];
            int[] best = counts;
            double bestScore = Double.NaN;
            double[] sum = new double[ROWS * classes];
            for (int round = 0; round < ROUNDS; round++) {
                int chosen = -1;
                double chosenScore = Double.NaN;
                for (int member = 0; member < MEMBERS; member++) {
                    double[] mean = members.get(member).toArray();
                    for (int i = 0; i < mean.length; i++) {
                        mean[i] = (sum[i] + mean[i]) / (round + 1);
                    }
                    double score = rounded(metric.score(truth, Probabilities.of(mean, classes), weights));
                    boolean isIn = chosen >= 0 && score == chosenScore && counts[member] > 0 && counts[chosen] == 0;
                    if (chosen < 0 || isIn || metric.isBetter(score, chosenScore)) {
                        chosen = member;
                        chosenScore = score;
                    }
                }
                counts = counts.clone();
                counts[chosen]++;
                members.get(chosen).addTo(sum, 1);
                if (round == 0 || metric.isBetter(chosenScore, bestScore)) {
                    best = counts;
                    bestScore = chosenScore;
                }
            }
            double dealt = IntStream.of(best).sum();
            return IntStream.of(best).mapToDouble(count -> count / dealt).toArray();
        }

        private static double rounded(double score) {
            return Double.isNaN(score) ? score : Double.parseDouble("%.5e".formatted(score));
        }
    }
}
