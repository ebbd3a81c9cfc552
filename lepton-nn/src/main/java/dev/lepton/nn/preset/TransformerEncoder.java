package dev.lepton.nn.preset;

import static dev.lepton.nn.layer.Layers.dense;
import static dev.lepton.nn.layer.Layers.embedding;
import static dev.lepton.nn.layer.Layers.encoderBlock;
import static dev.lepton.nn.layer.Layers.layerNorm;
import static dev.lepton.nn.layer.Layers.learnedPositions;
import static dev.lepton.nn.layer.Layers.meanOverTime;

import dev.lepton.nn.Network;
import dev.lepton.nn.layer.Activation;
import dev.lepton.nn.layer.Layer;
import java.util.ArrayList;
import java.util.List;

/// A Transformer's encoder over texts or series (Vaswani et al. 2017), with normalisation before each part and
/// learnt positions, whose mean over time a linear layer reads.
///
/// @param outputs logits, or numbers that are forecast
/// @param width of every step; the number of heads divides it
/// @param blocks how many stand on each other
/// @param dropout rate inside of the blocks and after the positions
public record TransformerEncoder(int outputs, int width, int heads, int blocks, double dropout) {

    /// Units between the two linear maps of a block, in widths, as in the paper.
    private static final int FEED_FORWARD = 4;

    /// Two blocks of width 128 with 4 heads, dropout 0.1.
    public static TransformerEncoder of(int outputs) {
        return new TransformerEncoder(outputs, 128, 4, 2, 0.1);
    }

    public TransformerEncoder withWidth(int width) {
        return new TransformerEncoder(outputs, width, heads, blocks, dropout);
    }

    public TransformerEncoder withHeads(int heads) {
        return new TransformerEncoder(outputs, width, heads, blocks, dropout);
    }

    public TransformerEncoder withBlocks(int blocks) {
        return new TransformerEncoder(outputs, width, heads, blocks, dropout);
    }

    public TransformerEncoder withDropout(double rate) {
        return new TransformerEncoder(outputs, width, heads, blocks, rate);
    }

    /// `[time]` ids to `[outputs]`.
    ///
    /// @param vocabulary number of ids, padding and unknown included
    /// @param longest the most ids that a text may have
    public Network overTexts(int vocabulary, int longest) {
        return behind(embedding(vocabulary, width), longest);
    }

    /// `[time, features]` to `[outputs]`.
    ///
    /// @param longest the most steps that a series may have
    public Network overSeries(int longest) {
        return behind(dense(width), longest);
    }

    private Network behind(Layer first, int longest) {
        List<Layer> layers =
                new ArrayList<>(List.of(first, learnedPositions(longest).dropout(dropout)));
        for (int i = 0; i < blocks; i++) {
            layers.add(encoderBlock(heads, FEED_FORWARD * width)
                    .withActivation(Activation.GELU)
                    .withNormFirst()
                    .withDropout(dropout));
        }
        layers.addAll(List.of(layerNorm(), meanOverTime(), dense(outputs)));
        return Network.of(layers.toArray(Layer[]::new));
    }
}
