package dev.lepton.nn;

import static dev.lepton.nn.layer.Layers.attention;
import static dev.lepton.nn.layer.Layers.branches;
import static dev.lepton.nn.layer.Layers.decoderBlock;
import static dev.lepton.nn.layer.Layers.dense;
import static dev.lepton.nn.layer.Layers.embedding;
import static dev.lepton.nn.layer.Layers.encoderBlock;
import static dev.lepton.nn.layer.Layers.gru;
import static dev.lepton.nn.layer.Layers.lastStep;
import static dev.lepton.nn.layer.Layers.learnedPositions;
import static dev.lepton.nn.layer.Layers.lstm;
import static dev.lepton.nn.layer.Layers.positions;
import static dev.lepton.nn.layer.Layers.select;
import static dev.lepton.nn.layer.Layers.seq2Seq;
import static dev.lepton.nn.layer.Layers.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.Seed;
import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphPasses;
import dev.lepton.graph.Input;
import dev.lepton.graph.Session;
import dev.lepton.graph.SessionOptions;
import dev.lepton.nn.internal.torch.Pass;
import dev.lepton.nn.internal.torch.Tensors;
import dev.lepton.nn.internal.torch.TorchNet;
import dev.lepton.nn.layer.Signal;
import dev.lepton.nn.lower.Lowering;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class Seq2SeqTest {

    private static final int SOURCE = 5;
    private static final int LONGEST = 8;
    private static final int VOCABULARY = 9;
    private static final int END = 3;
    private static final List<Signal> INPUTS = List.of(Signal.ids(SOURCE));
    private static final List<Signal> FORCED = List.of(Signal.ids(SOURCE), Signal.ids(LONGEST));
    private static final Network NETWORK = transformer(LONGEST);

    private static Network transformer(int longest) {
        return Network.of(seq2Seq(
                sequence(embedding(VOCABULARY, 8), positions(SOURCE), encoderBlock(2, 12)),
                sequence(
                        branches(
                                sequence(embedding(VOCABULARY, 8).withoutPadding(), learnedPositions(longest)),
                                sequence()),
                        decoderBlock(2, 12),
                        decoderBlock(4, 6),
                        select(0),
                        dense(VOCABULARY)),
                longest));
    }

    /// Recurrent nets on both sides, where attention to the memory tells the decoder of the source.
    private static Network recurrent(int longest) {
        return Network.of(seq2Seq(
                sequence(embedding(VOCABULARY, 5), gru(4).inBothDirections().sequences()),
                sequence(
                        branches(sequence(embedding(VOCABULARY, 5), lstm(8).sequences()), sequence()),
                        attention(2),
                        dense(VOCABULARY)),
                longest));
    }

    /// The likeliest id at each place, for one row of logits after the other.
    private static long[] likeliest(float[] logits) {
        return LongStream.range(0, logits.length / VOCABULARY)
                .map(place -> {
                    int best = 0;
                    for (int id = 1; id < VOCABULARY; id++) {
                        if (logits[(int) place * VOCABULARY + id] > logits[(int) place * VOCABULARY + best]) {
                            best = id;
                        }
                    }
                    return best;
                })
                .toArray();
    }

    private static float[] greedy(Weights weights, long[] source) {
        try (TorchNet net = TorchNet.of(NETWORK, INPUTS, weights, Place.CPU);
                PointerScope _ = new PointerScope()) {
            return Tensors.toFloats(net.forward(Tensors.longs(source, 1, SOURCE), Pass.EVALUATION));
        }
    }

    private static float[] forced(Weights weights, long[] source, long[] target) {
        try (TorchNet net = TorchNet.of(NETWORK, FORCED, weights, Place.CPU);
                PointerScope _ = new PointerScope()) {
            List<Tensor> batch = List.of(Tensors.longs(source, 1, SOURCE), Tensors.longs(target, 1, target.length));
            return Tensors.toFloats(net.forward(batch, Pass.EVALUATION).getFirst());
        }
    }

    @Test
    void decodingGreedilyIsForcingTheOwnAnswersUpToTheEnd() {
        int ended = 0;
        for (int seed = 0; seed < 20; seed++) {
            Weights weights = Parity.weights(NETWORK, INPUTS, new Seed(seed));
            long[] source = {4 + seed % 5, 5, 1, 8, 0};
            float[] greedy = greedy(weights, source);
            long[] answer = likeliest(greedy);
            float[] forced = forced(weights, source, answer);
            int open = 0;
            while (open < LONGEST && answer[open] != END && answer[open] != 0) {
                open++;
            }
            ended += open < LONGEST - 1 ? 1 : 0;
            for (int i = 0; i < LONGEST * VOCABULARY; i++) {
                float expected = i / VOCABULARY <= open ? forced[i] : 0;
                // The same sums in another order, of values around one.
                assertThat(greedy[i]).as("seed " + seed + ", logit " + i).isCloseTo(expected, within());
            }
        }
        assertThat(ended).as("answers that end early").isBetween(1, 19);
    }

    private static org.assertj.core.data.Offset<Float> within() {
        return org.assertj.core.api.Assertions.within(1e-5f);
    }

    @Test
    void aPlaceDoesNotSeeItsOwnTarget() {
        Weights weights = Parity.weights(NETWORK, INPUTS, new Seed(1));
        long[] source = {4, 5, 1, 8, 0};
        float[] before = forced(weights, source, new long[] {4, 5, 6, 7, 8, 4, 5, 3});
        float[] after = forced(weights, source, new long[] {4, 5, 8, 7, 8, 4, 5, 3});
        for (int i = 0; i < 3 * VOCABULARY; i++) {
            assertThat(after[i]).isCloseTo(before[i], within());
        }
        assertThat(after[3 * VOCABULARY]).isNotCloseTo(before[3 * VOCABULARY], within());
    }

    @Test
    void everyParameterIsTrainedByTeacherForcing() {
        try (TorchNet net = TorchNet.of(NETWORK, FORCED, NETWORK.initial(INPUTS, new Seed(1)), Place.CPU);
                PointerScope _ = new PointerScope()) {
            List<Tensor> batch = List.of(
                    Tensors.longs(new long[] {4, 5, 6, 0, 0}, 1, SOURCE),
                    Tensors.longs(new long[] {6, 5, 4, 3, 0, 0, 0, 0}, 1, LONGEST));
            net.forward(batch, Pass.TRAINING).getFirst().square().sum().backward();
            net.parameters()
                    .forEach((name, tensor) ->
                            assertThat(tensor.grad().defined()).as(name).isTrue());
        }
    }

    @Test
    void aDecoderMustGiveOneVectorForEachStep() {
        Network network = Network.of(seq2Seq(
                sequence(embedding(9, 4)),
                sequence(branches(embedding(9, 4), sequence()), select(0), lastStep(), dense(9)),
                LONGEST));
        assertThatThrownBy(() -> network.outputs(INPUTS)).hasMessageContaining("one vector for each step");
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void theGraphDecodesGreedilyToo(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 7) int longest,
            @ForAll @IntRange(min = 1, max = 12) int batch) {
        Parity.check(transformer(longest), INPUTS, seed, batch, 1);
        Parity.check(recurrent(longest), INPUTS, seed, batch, 1);
        Parity.check(recurrent(longest), List.of(Signal.ids(-1)), seed, batch, 1);
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void theGraphMayBeForcedToo(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int batch) {
        Parity.check(transformer(LONGEST), FORCED, seed, batch, 1);
        Parity.check(recurrent(LONGEST), FORCED, seed, batch, 1);
        Parity.check(recurrent(LONGEST), List.of(Signal.ids(-1), Signal.ids(-1)), seed, batch, 1);
    }

    @Test
    void theLoopSurvivesTheTidyingOfAGraph() {
        Weights weights = Parity.weights(NETWORK, INPUTS, new Seed(4));
        Graph graph = Lowering.graph(NETWORK, INPUTS, weights);
        Graph tidy = GraphPasses.tidy().apply(graph);
        Input source = Input.of(new long[] {4, 5, 1, 8, 0, 6, 0, 4, 0, 0}, 2, SOURCE);
        try (Session before = Session.open(graph, SessionOptions.DEFAULTS);
                Session after = Session.open(tidy, SessionOptions.DEFAULTS)) {
            assertThat(after.run(Map.of("input", source)).get("output").floats())
                    .isEqualTo(before.run(Map.of("input", source)).get("output").floats());
        }
    }
}
