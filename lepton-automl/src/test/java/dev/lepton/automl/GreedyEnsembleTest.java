package dev.lepton.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.Deadline;
import dev.lepton.base.Seed;
import dev.lepton.model.Estimates;
import dev.lepton.model.NumberMetric;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GreedyEnsembleTest {

    private static final int ROWS = 400;
    private static final double[] TRUTH =
            IntStream.range(0, ROWS).mapToDouble(row -> row % 17).toArray();

    @Test
    void independentErrorsAreAveraged() {
        double[] shares = select(noisy(1, 1.0), noisy(2, 1.0), noisy(3, 1.0));

        for (double share : shares) {
            assertThat(share).isBetween(0.2, 0.5);
        }
        assertThat(shares[0] + shares[1] + shares[2]).isCloseTo(1.0, within(1e-12));
    }

    @Test
    void aPerfectMemberStandsAlone() {
        assertThat(select(noisy(1, 1.0), Estimates.of(TRUTH), noisy(2, 1.0))).containsExactly(0, 1, 0);
    }

    @Test
    void aCopyOfAMemberIsNotAdded() {
        Estimates member = noisy(1, 1.0);
        assertThat(select(member, member)).containsExactly(1, 0);
    }

    @Test
    void weightsDecideWhichRowsCount() {
        double[] early = TRUTH.clone();
        double[] late = TRUTH.clone();
        double[] weights = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            (row < ROWS / 2 ? late : early)[row] += 5;
            weights[row] = row < ROWS / 2 ? 1 : 0;
        }
        GreedyEnsemble ensemble = new GreedyEnsemble(
                Values.of(TRUTH),
                Weights.of(weights),
                new Distance(),
                members(10, Estimates.of(late), Estimates.of(early)));

        assertThat(ensemble.select(new GreedyEnsemble.Bounds(20, 100, Deadline.none(), 2)))
                .containsExactly(0, 1);
    }

    @Test
    void anExpiredDeadlineStillGivesTheBestSingleMember() {
        Deadline over = Deadline.none();
        over.cancel();

        assertThat(ensemble(members(10, noisy(1, 2.0), noisy(2, 1.0)))
                        .select(new GreedyEnsemble.Bounds(20, 100, over, 2)))
                .containsExactly(0, 1);
    }

    @Test
    void membersThatDoNotFitInBesideTheBestAreLeftOut() {
        List<GreedyEnsemble.Member> members = List.of(
                new GreedyEnsemble.Member(noisy(1, 1.0), 60),
                new GreedyEnsemble.Member(noisy(2, 1.1), 60),
                new GreedyEnsemble.Member(noisy(3, 1.2), 40));

        double[] shares = ensemble(members).select(new GreedyEnsemble.Bounds(30, 100, Deadline.none(), 2));

        assertThat(shares[0]).isPositive();
        assertThat(shares[1]).isZero();
        assertThat(shares[2]).isPositive();
    }

    @Test
    void whereNoneFitsTheSmallestStandsAlone() {
        List<GreedyEnsemble.Member> members =
                List.of(new GreedyEnsemble.Member(noisy(1, 1.0), 60), new GreedyEnsemble.Member(noisy(2, 1.2), 40));

        assertThat(ensemble(members).select(new GreedyEnsemble.Bounds(30, 10, Deadline.none(), 2)))
                .containsExactly(0, 1);
    }

    private static double[] select(Estimates... members) {
        return ensemble(members(10, members)).select(new GreedyEnsemble.Bounds(30, 100, Deadline.none(), 2));
    }

    private static GreedyEnsemble ensemble(List<GreedyEnsemble.Member> members) {
        return new GreedyEnsemble(Values.of(TRUTH), Weights.uniform(ROWS), new Distance(), members);
    }

    private static List<GreedyEnsemble.Member> members(long bytes, Estimates... answers) {
        return Stream.of(answers)
                .map(each -> new GreedyEnsemble.Member(each, bytes))
                .toList();
    }

    private static Estimates noisy(int seed, double size) {
        RandomGenerator random = new Seed(seed).random();
        double[] values = TRUTH.clone();
        for (int row = 0; row < ROWS; row++) {
            values[row] += size * random.nextGaussian();
        }
        return Estimates.of(values);
    }

    /// Weighted mean squared error.
    private record Distance() implements NumberMetric {

        @Override
        public String id() {
            return "distance";
        }

        @Override
        public boolean higherIsBetter() {
            return false;
        }

        @Override
        public double score(Values truth, Estimates answers, Weights weights) {
            double sum = 0;
            for (int row = 0; row < truth.size(); row++) {
                double error = truth.get(row) - answers.get(row);
                sum += weights.get(row) * error * error;
            }
            return sum / weights.sum();
        }
    }
}
