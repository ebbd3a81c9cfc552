package dev.lepton.nn.preset;

import static dev.lepton.nn.layer.Layers.dense;
import static dev.lepton.nn.layer.Layers.embedding;
import static dev.lepton.nn.layer.Layers.gru;

import dev.lepton.nn.Network;
import dev.lepton.nn.layer.Recurrent;

/// A net of gated recurrent units over texts or series, whose last states a linear layer reads.
///
/// @param outputs logits, or numbers that are forecast
/// @param units of the state of one direction
/// @param layers how many nets stand on each other
/// @param dropout rate after the embedding, between layers, and before the last layer
public record Gru(int outputs, int units, int layers, boolean bidirectional, double dropout) {

    /// Units of an embedded id.
    private static final int WIDTH = 128;

    /// One layer of 128 units in both directions, dropout 0.3.
    public static Gru of(int outputs) {
        return new Gru(outputs, 128, 1, true, 0.3);
    }

    public Gru withUnits(int units) {
        return new Gru(outputs, units, layers, bidirectional, dropout);
    }

    public Gru withLayers(int layers) {
        return new Gru(outputs, units, layers, bidirectional, dropout);
    }

    public Gru withDropout(double rate) {
        return new Gru(outputs, units, layers, bidirectional, rate);
    }

    /// Only from the first step to the last, as where the newest step matters most.
    public Gru forwardOnly() {
        return new Gru(outputs, units, layers, false, dropout);
    }

    /// `[time]` ids to `[outputs]`.
    ///
    /// @param vocabulary number of ids, padding and unknown included
    public Network overTexts(int vocabulary) {
        return Network.of(embedding(vocabulary, WIDTH).dropout(dropout), states().dropout(dropout), dense(outputs));
    }

    /// `[time, features]` to `[outputs]`.
    public Network overSeries() {
        return Network.of(states().dropout(dropout), dense(outputs));
    }

    private Recurrent states() {
        Recurrent forward = gru(units).withLayers(layers).withDropout(dropout);
        return bidirectional ? forward.inBothDirections() : forward;
    }
}
