package dev.lepton.testkit;

import dev.lepton.model.SearchSpace;
import dev.lepton.model.Settings;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// A loss over a search space whose smallest value is known: what searches are tried on.
///
/// At a fidelity below 1 the loss is off by at most `bias` times what is missing to 1, by a ripple over the
/// space, so that the ranking of settings at a low fidelity is only nearly that at the full one.
///
/// @param optimum the smallest loss at full fidelity
/// @param bias size of the ripple, in units of the loss
public record Surface(
        String name, SearchSpace space, double optimum, double bias, ToDoubleFunction<Map<String, Object>> function) {

    /// How far the loss of these settings is above the smallest, at full fidelity.
    public double regret(Settings settings) {
        return loss(settings) - optimum;
    }

    public double loss(Settings settings) {
        return function.applyAsDouble(settings.values());
    }

    public double loss(Settings settings, double fidelity) {
        double phase = settings.values().values().stream()
                .mapToDouble(value -> value instanceof Number number
                        ? number.doubleValue()
                        : value.toString().length())
                .sum();
        return loss(settings) + bias * (1 - fidelity) * Math.sin(5 * phase);
    }

    @Override
    public String toString() {
        return name;
    }
}
