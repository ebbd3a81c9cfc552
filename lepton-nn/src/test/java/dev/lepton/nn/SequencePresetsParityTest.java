package dev.lepton.nn;

import dev.lepton.nn.layer.Signal;
import dev.lepton.nn.preset.Gru;
import dev.lepton.nn.preset.Lstm;
import dev.lepton.nn.preset.Seq2Seq;
import dev.lepton.nn.preset.TextCnn;
import dev.lepton.nn.preset.TransformerEncoder;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

class SequencePresetsParityTest {

    private static final int VOCABULARY = Parity.VOCABULARY - 1;

    private static void checkTexts(Network network, long seed, int batch) {
        Parity.check(network, List.of(Signal.ids(8)), seed, batch, 1);
        Parity.check(network, List.of(Signal.ids(-1)), seed, batch, 2, 5);
    }

    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void classifiersOfTextsAnswerAlike(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int batch) {
        checkTexts(TextCnn.of(3).overTexts(VOCABULARY), seed, batch);
        checkTexts(Lstm.of(3).withUnits(8).overTexts(VOCABULARY), seed, batch);
        checkTexts(Gru.of(3).withUnits(8).withLayers(2).overTexts(VOCABULARY), seed, batch);
        checkTexts(TransformerEncoder.of(3).withWidth(16).overTexts(VOCABULARY, 20), seed, batch);
    }

    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void netsOverSeriesAnswerAlike(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int batch) {
        List<Signal> series = List.of(Signal.reals(-1, 3));
        Parity.check(Lstm.of(2).withUnits(8).overSeries(), series, seed, batch, 2);
        Parity.check(Gru.of(2).withUnits(8).overSeries(), series, seed, batch, 2);
        Parity.check(TransformerEncoder.of(2).withWidth(16).overSeries(20), series, seed, batch, 2);
    }

    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void greedyDecodingAnswersAlike(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int longest,
            @ForAll @IntRange(min = 1, max = 20) int batch) {
        Network network = Seq2Seq.DEFAULTS
                .withWidth(16)
                .between(new Seq2Seq.Texts(VOCABULARY, 5), new Seq2Seq.Texts(VOCABULARY, longest));
        Parity.check(network, List.of(Signal.ids(5)), seed, batch, 1);
    }
}
