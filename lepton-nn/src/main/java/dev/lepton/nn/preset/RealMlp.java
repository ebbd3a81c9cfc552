package dev.lepton.nn.preset;

import dev.lepton.nn.Network;
import dev.lepton.nn.layer.Blend;
import dev.lepton.nn.layer.FadingDropout;
import dev.lepton.nn.layer.Layer;
import dev.lepton.nn.layer.NtkDense;
import dev.lepton.nn.layer.Periodic;
import dev.lepton.nn.layer.Scale;
import java.util.ArrayList;
import java.util.List;

/// RealMLP (Holzmüller, Grinsztajn, Steinwart 2024, "Better by default"): a multi-layer perceptron
/// whose details were tuned over many tables.
///
/// Departures: biases are drawn from a normal distribution of the spread that the paper's draw from the
/// data comes to for features of deviation 1; the last layer answers 0 at first.
///
/// @param layers hidden ones
/// @param width units of each
/// @param dropout rate at first
/// @param deviation standard deviation of the frequencies that embed quantities
/// @param codeSize numbers that each code of a category becomes
public record RealMlp(int layers, int width, Blend.Curve curve, double dropout, double deviation, int codeSize) {

    /// The tuned defaults for classes.
    public static final RealMlp CLASSES = new RealMlp(3, 256, Blend.Curve.SELU, 0.15, 0.1, 8);

    /// The tuned defaults for numbers.
    public static final RealMlp NUMBERS = new RealMlp(3, 256, Blend.Curve.MISH, 0.15, 0.1, 8);

    private static final int FREQUENCIES = 16;
    private static final int EMBEDDED = 4;

    /// A mean of five rows whose features have deviation 1 with random shares.
    private static final double SPREAD = 0.6;

    /// @param outputs numbers that answer one row
    public Network network(TableShape table, int outputs) {
        List<Layer> all = new ArrayList<>();
        all.add(table.features(new Periodic(FREQUENCIES, deviation, EMBEDDED), codeSize));
        all.add(new Scale());
        for (int i = 0; i < layers; i++) {
            all.add(new NtkDense(width, SPREAD));
            all.add(new Blend(curve));
            all.add(new FadingDropout(dropout));
        }
        all.add(new NtkDense(outputs, 0));
        return Network.of(all.toArray(Layer[]::new));
    }
}
