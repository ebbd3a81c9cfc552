package dev.lepton.nn;

import static dev.lepton.nn.layer.Layers.attention;
import static dev.lepton.nn.layer.Layers.branches;
import static dev.lepton.nn.layer.Layers.decoderBlock;
import static dev.lepton.nn.layer.Layers.dense;
import static dev.lepton.nn.layer.Layers.embedding;
import static dev.lepton.nn.layer.Layers.encoderBlock;
import static dev.lepton.nn.layer.Layers.learnedPositions;
import static dev.lepton.nn.layer.Layers.meanOverTime;
import static dev.lepton.nn.layer.Layers.positions;
import static dev.lepton.nn.layer.Layers.residual;
import static dev.lepton.nn.layer.Layers.timeConv;

import dev.lepton.nn.layer.Block;
import dev.lepton.nn.layer.DecoderBlock;
import dev.lepton.nn.layer.EmbeddingBag;
import dev.lepton.nn.layer.EncoderBlock;
import dev.lepton.nn.layer.Layer;
import dev.lepton.nn.layer.Recurrent;
import dev.lepton.nn.layer.Signal;
import dev.lepton.nn.layer.TimeConv;
import dev.lepton.nn.layer.TimePool;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/// Texts hold padding in the middle and at the end, and ids that vocabularies of 5 do not hold.
class SequenceLayersParityTest {

    private static final int VOCABULARY = Parity.VOCABULARY - 2;

    /// Texts of a fixed and of any length, and series of any length.
    private static void check(Layer layer, int width, long seed, int batch) {
        Network texts = Network.of(embedding(VOCABULARY, width), layer);
        Parity.check(texts, List.of(Signal.ids(6)), seed, batch, 3);
        Parity.check(texts, List.of(Signal.ids(-1)), seed, 2, batch, 9);
        Parity.check(Network.of(layer), List.of(Signal.reals(-1, width)), seed, batch, 2);
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void embeddingsAnswerAlike(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int width,
            @ForAll boolean padded,
            @ForAll EmbeddingBag.Merging merging,
            @ForAll @IntRange(min = 1, max = 9) int batch) {
        Layer vectors = padded
                ? embedding(VOCABULARY, width)
                : embedding(VOCABULARY, width).withoutPadding();
        Layer bag = new EmbeddingBag(VOCABULARY, width, merging);
        for (Signal text : List.of(Signal.ids(5), Signal.ids(-1))) {
            Parity.check(Network.of(vectors), List.of(text), seed, batch, 2);
            Parity.check(Network.of(bag), List.of(text), seed, batch, 2);
        }
    }

    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void positionsAnswerAlike(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 9) int batch) {
        check(positions(12), width, seed, batch);
        check(learnedPositions(12), width, seed, batch);
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void recurrentNetsAnswerAlike(
            @ForAll long seed,
            @ForAll Recurrent.Cell cell,
            @ForAll @IntRange(min = 1, max = 6) int width,
            @ForAll @IntRange(min = 1, max = 6) int units,
            @ForAll @IntRange(min = 1, max = 3) int layers,
            @ForAll boolean bidirectional,
            @ForAll boolean wholeSequence,
            @ForAll @IntRange(min = 1, max = 9) int batch) {
        check(new Recurrent(cell, units, layers, bidirectional, wholeSequence, 0.3), width, seed, batch);
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void poolingOverTimeAnswersAlike(
            @ForAll long seed,
            @ForAll TimePool.Merging merging,
            @ForAll @IntRange(min = 1, max = 6) int width,
            @ForAll @IntRange(min = 1, max = 9) int batch) {
        check(new TimePool(merging), width, seed, batch);
        check(dense(4).relu().dropout(0.5).then(new TimePool(merging)), width, seed, batch);
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void convolutionsOverTimeAnswerAlike(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int kernel,
            @ForAll @IntRange(min = 1, max = 3) int dilation,
            @ForAll boolean causal,
            @ForAll @IntRange(min = 1, max = 6) int width,
            @ForAll @IntRange(min = 1, max = 9) int batch) {
        Layer first = new TimeConv(4, kernel, dilation, causal);
        check(first.relu().then(timeConv(3, 2)), width, seed, batch);
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void attentionAnswersAlike(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int heads,
            @ForAll @IntRange(min = 1, max = 4) int head,
            @ForAll @IntRange(min = 1, max = 9) int batch) {
        check(attention(heads), heads * head, seed, batch);
        check(attention(heads).causally(), heads * head, seed, batch);
        check(residual(attention(heads)).layerNorm().then(meanOverTime()), heads * head, seed, batch);
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void attentionToAnotherSeriesAnswersAlike(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int heads,
            @ForAll @IntRange(min = 1, max = 4) int head,
            @ForAll @IntRange(min = 1, max = 9) int batch) {
        Layer queries = embedding(VOCABULARY, heads * head);
        Layer memory = embedding(VOCABULARY, heads * head);
        Network network = Network.of(branches(queries, memory), attention(heads));
        Parity.check(network, List.of(Signal.ids(3), Signal.ids(6)), seed, batch, 2);
        Parity.check(network, List.of(Signal.ids(-1), Signal.ids(6)), seed, batch, 2);
    }

    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void encoderBlocksAnswerAlike(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int heads,
            @ForAll @IntRange(min = 1, max = 9) int units,
            @ForAll boolean normFirst,
            @ForAll boolean causal,
            @ForAll @IntRange(min = 1, max = 9) int batch) {
        Block block = normFirst ? Block.of(units).withNormFirst() : Block.of(units);
        Layer layer = new EncoderBlock(heads, causal, block);
        check(layer.then(encoderBlock(1, 3)), heads * 4, seed, batch);
    }

    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void decoderBlocksAnswerAlike(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int heads,
            @ForAll @IntRange(min = 1, max = 9) int units,
            @ForAll boolean normFirst,
            @ForAll @IntRange(min = 1, max = 9) int batch) {
        Block block = normFirst ? Block.of(units).withNormFirst() : Block.of(units);
        Layer series = embedding(VOCABULARY, heads * 4);
        Network network = Network.of(
                branches(series, embedding(VOCABULARY, heads * 4)), new DecoderBlock(heads, block), decoderBlock(1, 3));
        Parity.check(network, List.of(Signal.ids(3), Signal.ids(6)), seed, batch, 2);
        Parity.check(network, List.of(Signal.ids(-1), Signal.ids(-1)), seed, batch, 2);
    }
}
