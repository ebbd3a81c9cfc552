package dev.lepton.nn.layer;

import java.util.List;

/// A learnt vector for each id of a text: `[time]` ids to `[time, width]`.
///
/// Ids below 0 or from `vocabulary` on are read as [Temporal#UNKNOWN]. The vector of [Temporal#PADDING] starts
/// as zeros and is never trained.
///
/// Parameters: `weight` `[vocabulary, width]`, drawn from the standard normal distribution as PyTorch does.
///
/// @param vocabulary number of ids, padding and unknown included
/// @param padded whether ids of padding at the end are no real steps for the layers that follow
public record Embedding(int vocabulary, int width, boolean padded) implements TemporalUnary {

    public Embedding {
        Misfits.requireVocabulary(vocabulary);
        Misfits.requirePositive("the width of an embedding", width);
    }

    /// Padding is read as any other id.
    public Embedding withoutPadding() {
        return new Embedding(vocabulary, width, false);
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireText(input);
        return Signal.reals(input.size(0), width);
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        return List.of(Parameter.trained("weight", new Initial.NormalBehindPadding(1), vocabulary, width));
    }

    @Override
    public String describe() {
        return "embedding(" + vocabulary + ", " + width + ")";
    }
}
