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
/// Ids are 0 padding, 1 unknown, 2 start and 3 end; a target ends with 3 where it is shorter than `longest`.
///
/// @param source number of ids that a source may hold
/// @param target number of ids that a target may hold
/// @param longest the most ids of a target, its end included
/// @param width of every step; the number of heads divides it
/// @param blocks of the encoder, and as many of the decoder
public record Seq2Seq(int source, int target, int longest, int width, int heads, int blocks, double dropout) {

    /// Units between the two linear maps of a block, in widths, as in the paper.
    private static final int FEED_FORWARD = 4;

    /// Two blocks of width 128 with 4 heads on each side, dropout 0.1.
    public static Seq2Seq of(int source, int target, int longest) {
        return new Seq2Seq(source, target, longest, 128, 4, 2, 0.1);
    }

    public Seq2Seq withWidth(int width) {
        return new Seq2Seq(source, target, longest, width, heads, blocks, dropout);
    }

    public Seq2Seq withHeads(int heads) {
        return new Seq2Seq(source, target, longest, width, heads, blocks, dropout);
    }

    public Seq2Seq withBlocks(int blocks) {
        return new Seq2Seq(source, target, longest, width, heads, blocks, dropout);
    }

    public Seq2Seq withDropout(double rate) {
        return new Seq2Seq(source, target, longest, width, heads, blocks, rate);
    }

    /// `[time]` ids to logits `[longest, target]`; see [dev.lepton.nn.layer.Seq2Seq].
    ///
    /// @param longestSource the most ids of a source
    public Network network(int longestSource) {
        List<Layer> encoder = new ArrayList<>(
                List.of(embedding(source, width), positions(longestSource).dropout(dropout)));
        Layer seen = sequence(
                embedding(target, width).withoutPadding(), positions(longest).dropout(dropout));
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
        decoder.addAll(List.of(select(0), layerNorm(), dense(target)));
        return Network.of(seq2Seq(new Sequence(encoder), new Sequence(decoder), longest));
    }
}
