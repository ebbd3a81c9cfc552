package dev.lepton.nn.layer;

import java.util.Locale;

/// One vector for a whole series, `[time, features]` to `[features]`, from its real steps alone.
public record TimePool(Merging merging) implements TemporalUnary {

    /// What becomes of the steps.
    public enum Merging {
        MAX,
        MEAN,
        /// Only the last real step counts.
        LAST
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireSeries(input);
        return Signal.reals(input.size(1));
    }

    @Override
    public long operations(Signal input) {
        return switch (merging) {
            case MAX, MEAN -> input.elements();
            case LAST -> 0;
        };
    }

    @Override
    public String describe() {
        return merging.name().toLowerCase(Locale.ROOT) + "OverTime()";
    }
}
