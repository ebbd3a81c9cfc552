package dev.lepton.automl;

import dev.lepton.base.Seed;
import dev.lepton.model.Learner;
import dev.lepton.model.SearchSpace.Parameter;
import dev.lepton.model.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/// Random settings in the neighbourhood of good ones.
///
/// Each parameter of the learner's space keeps its value half of the time. A number is otherwise drawn from a
/// third of its range around the value it has (on the log scale where the range says so), a choice from all
/// of its values.
final class Draws {

    private static final double REACH = 1 / 6.0;

    private Draws() {}

    static Settings near(Learner learner, Seed seed) {
        RandomGenerator random = seed.random();
        Map<String, Object> values = new LinkedHashMap<>(learner.settings().values());
        for (Parameter parameter : learner.space().parameters()) {
            if (random.nextBoolean()) {
                values.put(
                        parameter.name(),
                        draw(parameter, Objects.requireNonNull(values.get(parameter.name())), random));
            }
        }
        return Settings.of(values);
    }

    private static Object draw(Parameter parameter, Object current, RandomGenerator random) {
        return switch (parameter) {
            case Parameter.Real real -> within(real.low(), real.high(), real.log(), current, random);
            case Parameter.Whole whole -> Math.round(within(whole.low(), whole.high(), whole.log(), current, random));
            case Parameter.Choice choice ->
                choice.values().get(random.nextInt(choice.values().size()));
        };
    }

    private static double within(double low, double high, boolean log, Object current, RandomGenerator random) {
        double from = scale(low, log);
        double to = scale(high, log);
        double middle = current instanceof Number number ? scale(number.doubleValue(), log) : (from + to) / 2;
        double drawn = middle + (2 * random.nextDouble() - 1) * REACH * (to - from);
        double kept = Math.clamp(Double.isFinite(drawn) ? drawn : from, from, to);
        return Math.clamp(log ? Math.exp(kept) : kept, low, high);
    }

    private static double scale(double value, boolean log) {
        return log ? Math.log(value) : value;
    }
}
