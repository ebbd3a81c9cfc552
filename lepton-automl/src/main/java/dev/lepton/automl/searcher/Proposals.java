package dev.lepton.automl.searcher;

import dev.lepton.base.Seed;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What guides propose, kept new.
final class Proposals {

    /// Proposals that are asked for before neighbours of the last are taken.
    private static final int ASKED = 4;

    private static final double SPREAD = 0.1;

    private Proposals() {}

    /// The guide's proposal; where it is known already, another of its proposals or a point beside one.
    static Optional<Suggestion> untried(Guide guide, History history, Evidence evidence, double fidelity, Seed seed) {
        return Untried.of(
                history,
                fidelity,
                i -> {
                    Seed own = seed.child("try", i);
                    double[] proposed = guide.propose(evidence, i < ASKED ? own : seed.child("try", ASKED));
                    return i < ASKED ? proposed : beside(proposed, evidence.encoding(), own.random());
                },
                seed);
    }

    private static double[] beside(double[] point, Encoding encoding, RandomGenerator random) {
        double[] moved = point.clone();
        for (int i = 0; i < moved.length; i++) {
            if (encoding.isChoice(i)) {
                moved[i] = random.nextBoolean() ? moved[i] : random.nextInt((int) encoding.levels(i));
            } else {
                moved[i] += SPREAD * random.nextGaussian();
            }
        }
        return encoding.settle(moved, random);
    }
}
