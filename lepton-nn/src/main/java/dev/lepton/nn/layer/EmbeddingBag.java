package dev.lepton.nn.layer;

import java.util.List;
import java.util.Locale;

/// The mean or sum of a text's id vectors: `[time]` ids to `[width]`. Padding, wherever it stands, does not
/// count; a text of nothing else gives zeros. Other ids are read as by an [Embedding].
///
/// Parameters: `weight` `[vocabulary, width]`.
///
/// @param vocabulary number of ids, padding and unknown included
public record EmbeddingBag(int vocabulary, int width, Merging merging) implements TemporalUnary {

    /// What becomes of the vectors.
    public enum Merging {
        MEAN,
        SUM
    }

    public EmbeddingBag {
        Misfits.requireVocabulary(vocabulary);
        Misfits.requirePositive("the width of an embedding", width);
    }

    /// The sum in place of the mean.
    public EmbeddingBag summed() {
        return new EmbeddingBag(vocabulary, width, Merging.SUM);
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireText(input);
        return Signal.reals(width);
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        return List.of(Parameter.trained("weight", new Initial.NormalBehindPadding(1), vocabulary, width));
    }

    @Override
    public long operations(Signal input) {
        return input.elements() * width;
    }

    @Override
    public String describe() {
        return "embeddingBag(" + vocabulary + ", " + width + ", "
                + merging.name().toLowerCase(Locale.ROOT) + ")";
    }
}
