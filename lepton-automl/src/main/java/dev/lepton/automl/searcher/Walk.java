package dev.lepton.automl.searcher;

import dev.lepton.base.Seed;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Where the local search of one branch of a space stands, as the results so far tell.
final class Walk {

    private final CfoOptions options;
    private final Seed seed;
    private final History history;
    private final Encoding encoding;
    private final int[] gates;
    private final List<Double> branch;

    private double[] incumbent = new double[0]; // of the present walk
    private double loss = Double.POSITIVE_INFINITY; // of the incumbent
    private double best = Double.POSITIVE_INFINITY; // of all walks
    private double length;
    private int restarts;
    private int moved; // number of the first trial after the incumbent was taken
    private boolean isOver;

    /// @param branch values of the gates; at least one trial in it gave a loss
    Walk(Cfo search, History history, int[] gates, List<Double> branch) {
        this.options = search.options();
        this.seed = search.seed().child("walk:" + branch);
        this.history = history;
        this.encoding = history.encoding();
        this.gates = gates;
        this.branch = branch;
        this.length = options.step();
        List<Result> told = history.told();
        for (int i = 0; i < told.size(); i++) {
            double[] point = encoding.point(told.get(i).settings());
            if (told.get(i).fidelity() == Suggestion.FULL && isInBranch(point)) {
                see(point, told.get(i).loss(), i);
            }
        }
    }

    /// The smallest loss in this branch.
    double best() {
        return best;
    }

    private boolean isInBranch(double[] point) {
        return IntStream.range(0, gates.length).allMatch(i -> Double.compare(point[gates[i]], branch.get(i)) == 0);
    }

    private void see(double[] point, double seen, int number) {
        boolean isRestart = isOver && encoding.settings(point).equals(encoding.settings(restart()));
        boolean isWalking = number > options.spread();
        if (isRestart) {
            restarts++;
            isOver = false;
            length = options.step();
        }
        if (seen < loss || isRestart && Double.isFinite(seen)) {
            length = isRestart || !isWalking ? length : Math.min(1, length * options.gain());
            incumbent = point;
            loss = seen;
            best = Math.min(best, seen);
            moved = number + 1;
        } else if (isWalking && !isRestart) {
            length *= options.afterFailure();
            isOver |= length < options.least();
        }
    }

    /// The point for the trial of this number.
    double[] proposal(int number) {
        if (isOver && !history.isTried(encoding.settings(restart()), Suggestion.FULL)) {
            return restart();
        }
        int tries = number - moved;
        return step(seed.child("from", moved).child("direction", tries / 2), tries % 2 == 0 ? 1 : -1);
    }

    /// Where the next walk begins: near the cheap start, as far as there is one.
    private double[] restart() {
        RandomGenerator random = seed.child("restart", restarts).random();
        double[] raw = encoding.point(history.space().start());
        for (int i = 0; i < raw.length; i++) {
            raw[i] = encoding.isChoice(i) ? Double.NaN : raw[i] + options.scatter() * random.nextGaussian();
        }
        for (int i = 0; i < gates.length; i++) {
            raw[gates[i]] = branch.get(i);
        }
        return encoding.settle(raw, random);
    }

    /// The incumbent moved in a random direction by `share` of the walk's length.
    double[] step(Seed own, double share) {
        RandomGenerator random = own.random();
        double[] point = incumbent.clone();
        double[] direction = new double[point.length];
        double squares = 0;
        int numbers = 0;
        for (int i = 0; i < point.length; i++) {
            direction[i] = random.nextGaussian();
            if (!encoding.isChoice(i) && !Double.isNaN(point[i])) {
                squares += direction[i] * direction[i];
                numbers++;
            }
        }
        double scale = share * length * Math.sqrt(numbers / squares);
        for (int i = 0; i < point.length; i++) {
            if (!encoding.isChoice(i)) {
                point[i] += scale * direction[i];
            } else if (!encoding.isGate(i) && random.nextDouble() < options.flip()) {
                point[i] = random.nextInt((int) encoding.levels(i));
            }
        }
        return encoding.settle(point, random);
    }
}
