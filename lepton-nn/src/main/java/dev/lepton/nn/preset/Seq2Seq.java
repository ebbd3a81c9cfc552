package dev.lepton.nn.preset;

import static dev.lepton.nn.layer.Layers.branches;
import static dev.lepton.nn.layer.Layers.decoderBlock;
import static dev.lepton.nn.layer.Layers.dense;
import static dev.lepton.nn.layer.Layers.embedding;
import static dev.lepton.nn.layer.Layers.encoderBlock;
import static dev.lepton.nn.layer.Layers.layerNorm;
import static dev.lepton.nn.layer.Layers.positions;
import static dev.lepton.nn.layer.Layers.select;
import static dev.lepton.nn.layer.Layers.seq2Seq;
import static dev.lepton.nn.layer.Layers.sequence;

import dev.lepton.nn.Network;
import dev.lepton.nn.layer.Activation;
import dev.lepton.nn.layer.Layer;
import dev.lepton.nn.layer.Sequence;
import java.util.ArrayList;
import java.util.List;

/// A Transformer from one text to another (Vaswani et al. 2017), with normalisation before each part.
///
/// Ids are 0 padding, 1 unknown, 2 start and 3 end; a target ends with 3 where it is shorter than the longest.
///
/// @param width of every step; the number of heads divides it
/// @param blocks of the encoder, and as many of the decoder
/// @param dropout rate inside of the blocks and after the positions
public record Seq2Seq(int width, int heads, int blocks, double dropout) {

    /// Two blocks of width 128 with 4 heads on each side, dropout 0.1.
    public static final Seq2Seq DEFAULTS = new Seq2Seq(128, 4, 2, 0.1);

    /// Units between the two linear maps of a block, in widths, as in the paper.
    private static final int FEED_FORWARD = 4;

    /// The texts on one side.
    ///
    /// @param vocabulary number of ids, 0 to 3 included
    /// @param longest the most ids of a text, in targets the end included
    public record Texts(int vocabulary, int longest) {}

    public Seq2Seq withWidth(int width) {
        return new Seq2Seq(width, heads, blocks, dropout);
    }

    public Seq2Seq withHeads(int heads) {
        return new Seq2Seq(width, heads, blocks, dropout);
    }

    public Seq2Seq withBlocks(int blocks) {
        return new Seq2Seq(width, heads, blocks, dropout);
    }

    public Seq2Seq withDropout(double rate) {
        return new Seq2Seq(width, heads, blocks, rate);
    }

    /// Ids of a source, and in training those of its target, to logits of the target's ids; see
    /// [dev.lepton.nn.layer.Seq2Seq].
    public Network between(Texts source, Texts target) {
        List<Layer> encoder = new ArrayList<>(List.of(
                embedding(source.vocabulary(), width),
                positions(source.longest()).dropout(dropout)));
        Layer seen = sequence(
                embedding(target.vocabulary(), width).withoutPadding(),
                positions(target.longest()).dropout(dropout));
        List<Layer> decoder = new ArrayList<>(List.of(branches(seen, sequence())));
        for (int i = 0; i < blocks; i++) {
            encoder.add(encoderBlock(heads, FEED_FORWARD * width)
                    .withActivation(Activation.GELU)
                    .withNormFirst()
                    .withDropout(dropout));
            decoder.add(decoderBlock(heads, FEED_FORWARD * width)
                    .withActivation(Activation.GELU)
                    .withNormFirst()
                    .withDropout(dropout));
        }
        encoder.add(layerNorm());
        decoder.addAll(List.of(select(0), layerNorm(), dense(target.vocabulary())));
        return Network.of(seq2Seq(new Sequence(encoder), new Sequence(decoder), target.longest()));
    }
}
