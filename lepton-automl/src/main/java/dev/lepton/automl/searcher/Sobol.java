package dev.lepton.automl.searcher;

import dev.lepton.base.Seed;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hipparchus.random.SobolSequenceGenerator;

/// The Sobol sequence (direction numbers of Joe and Kuo 2008), moved around the unit cube's edges by one
/// random shift (Cranley, Patterson 1976): points that cover the space more evenly than random ones.
record Sobol(Seed seed) implements Strategy {

    @Override
    public Optional<Suggestion> next(History history) {
        return next(history, Suggestion.FULL);
    }

    Optional<Suggestion> next(History history, double fidelity) {
        int number = history.number();
        Encoding encoding = history.encoding();
        Seed own = seed.child("sobol", number);
        return Untried.of(
                history,
                fidelity,
                i -> i == 0
                        ? point(encoding, number)
                        : encoding.random(own.child("try", i).random()),
                own);
    }

    private double[] point(Encoding encoding, int index) {
        SobolSequenceGenerator sequence = new SobolSequenceGenerator(Math.max(1, encoding.size()));
        double[] unit = sequence.skipTo(index);
        RandomGenerator shift = seed.child("shift").random();
        for (int i = 0; i < unit.length; i++) {
            double moved = unit[i] + shift.nextDouble();
            unit[i] = moved - Math.floor(moved);
        }
        return encoding.ofUnit(unit);
    }
}
