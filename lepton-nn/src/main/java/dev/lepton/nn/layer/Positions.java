package dev.lepton.nn.layer;

import java.util.List;
import java.util.Locale;

/// Adds to each step of `[time, width]` a vector that tells its place.
///
/// Parameters: `weight` `[longest, width]`, a buffer where positions are sinusoidal. Learnt ones are drawn with
/// deviation 0.02 as in BERT; PyTorch has no layer of this kind.
///
/// @param longest the most steps that an input may have
public record Positions(Code code, int longest) implements TemporalUnary {

    /// Where the vectors come from.
    public enum Code {
        /// Sines at even and cosines at odd places of the vector, of wavelengths from 2π to 10000·2π (Vaswani et
        /// al. 2017, section 3.5).
        SINUSOIDAL,
        /// Parameters.
        LEARNED
    }

    public Positions {
        Misfits.requirePositive("the longest input of positions", longest);
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireSeries(input);
        Misfits.require(
                input.size(0) <= longest,
                "positions for " + longest + " steps are given, but " + input + " comes; raise the longest input");
        return input;
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        long width = input.size(1);
        return List.of(
                switch (code) {
                    case SINUSOIDAL -> Parameter.buffer("weight", new Initial.Sinusoids(), longest, width);
                    case LEARNED -> Parameter.trained("weight", new Initial.Normal(0.02), longest, width);
                });
    }

    /// One element of a sinusoidal position's vector.
    public static double sinusoid(long step, long place, long width) {
        double angle = step / Math.pow(10_000, (place - place % 2) / (double) width);
        return place % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
    }

    @Override
    public long operations(Signal input) {
        return input.elements();
    }

    @Override
    public boolean keepsSteps() {
        return true;
    }

    @Override
    public String describe() {
        return "positions(" + code.name().toLowerCase(Locale.ROOT) + ")";
    }
}
