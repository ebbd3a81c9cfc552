package dev.lepton.nn.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A recurrent net over `[time, features]` whose state starts at zero: all states `[time, units]` of the last
/// of its layers, or the state `[units]` after the last real step.
///
/// In both directions, the two halves of the last axis are the forward and the backward state, and the last
/// state of the backward half is the one at the first step. States at padding are zero.
///
/// Parameters, as in PyTorch's `nn.RNN` (tanh), `nn.LSTM` and `nn.GRU`, for each layer k and direction:
/// `weight_ih_lk` `[gates * units, inputs]`, `weight_hh_lk` `[gates * units, units]`, `bias_ih_lk`,
/// `bias_hh_lk` `[gates * units]`, with `_reverse` behind those of the backward direction; gates in the order
/// i, f, g, o (LSTM) and r, z, n (GRU). All are drawn evenly within ±1/√units.
///
/// @param units size of the state of one direction
/// @param layers how many nets stand on each other
/// @param wholeSequence whether all states come out
/// @param dropout rate between layers, in training
public record Recurrent(Cell cell, int units, int layers, boolean bidirectional, boolean wholeSequence, double dropout)
        implements TemporalUnary {

    /// What turns the state before and an input into the next state.
    public enum Cell {
        /// tanh of a linear map (Elman 1990).
        RNN(1),
        /// Hochreiter, Schmidhuber 1997, with forget gate.
        LSTM(4),
        /// Cho et al. 2014; the reset gate acts after the linear map of the state, as in cuDNN.
        GRU(3);

        private final int gates;

        Cell(int gates) {
            this.gates = gates;
        }

        /// Linear maps in one step.
        public int gates() {
            return gates;
        }
    }

    public Recurrent {
        Misfits.requirePositive("the number of units of a recurrent layer", units);
        Misfits.requirePositive("the number of layers of a recurrent layer", layers);
        Misfits.requireRate("the dropout of a recurrent layer", dropout);
    }

    public Recurrent withLayers(int count) {
        return new Recurrent(cell, units, count, bidirectional, wholeSequence, dropout);
    }

    /// Beside the net from the first step to the last, one from the last to the first.
    public Recurrent inBothDirections() {
        return new Recurrent(cell, units, layers, true, wholeSequence, dropout);
    }

    /// All states come out, not only the last.
    public Recurrent sequences() {
        return new Recurrent(cell, units, layers, bidirectional, true, dropout);
    }

    public Recurrent withDropout(double rate) {
        return new Recurrent(cell, units, layers, bidirectional, wholeSequence, rate);
    }

    /// 1, or 2 for a net in both directions.
    public int directions() {
        return bidirectional ? 2 : 1;
    }

    /// What the names of the parameters of one layer and direction end with.
    ///
    /// @param direction 0 forward, 1 backward
    public static String suffix(int layer, int direction) {
        return "_l" + layer + (direction == 0 ? "" : "_reverse");
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireSeries(input);
        long features = (long) directions() * units;
        return wholeSequence ? input.withSize(1, features) : Signal.reals(features);
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        Initial initial = Initial.fanIn(units);
        long rows = (long) cell.gates() * units;
        List<Parameter> parameters = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            for (int direction = 0; direction < directions(); direction++) {
                String suffix = suffix(layer, direction);
                parameters.add(Parameter.trained("weight_ih" + suffix, initial, rows, inputs(input, layer)));
                parameters.add(Parameter.trained("weight_hh" + suffix, initial, rows, units));
                parameters.add(Parameter.trained("bias_ih" + suffix, initial, rows));
                parameters.add(Parameter.trained("bias_hh" + suffix, initial, rows));
            }
        }
        return parameters;
    }

    /// Features that come into one of the layers.
    private long inputs(Signal input, int layer) {
        return layer == 0 ? input.size(1) : (long) directions() * units;
    }

    @Override
    public long operations(Signal input) {
        long steps = Math.max(input.size(0), 1);
        long terms = 0; // of one gate of one unit, over all layers
        for (int layer = 0; layer < layers; layer++) {
            terms += inputs(input, layer) + units + 1;
        }
        return 2 * steps * directions() * cell.gates() * units * terms;
    }

    @Override
    public boolean keepsSteps() {
        return wholeSequence;
    }

    @Override
    public String describe() {
        return cell.name().toLowerCase(Locale.ROOT) + "(" + units + (layers == 1 ? "" : ", " + layers + " layers")
                + (bidirectional ? ", both directions" : "") + (wholeSequence ? ", all states" : "") + ")";
    }
}
