package dev.lepton.nn;

import dev.lepton.base.Seed;
import dev.lepton.graph.Tensor;
import dev.lepton.nn.layer.Blend;
import dev.lepton.nn.layer.CodeEmbedding;
import dev.lepton.nn.layer.FadingDropout;
import dev.lepton.nn.layer.MemberDense;
import dev.lepton.nn.layer.Members;
import dev.lepton.nn.layer.NtkDense;
import dev.lepton.nn.layer.Periodic;
import dev.lepton.nn.layer.PiecewiseLinear;
import dev.lepton.nn.layer.RobustScaling;
import dev.lepton.nn.layer.Scale;
import dev.lepton.nn.layer.Signal;
import dev.lepton.nn.preset.RealMlp;
import dev.lepton.nn.preset.TabM;
import dev.lepton.nn.preset.TableShape;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

class TabularLayersParityTest {

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void layersOverFeaturesAnswerAlike(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int features,
            @ForAll @IntRange(min = 1, max = 9) int units,
            @ForAll Blend.Curve curve,
            @ForAll @IntRange(min = 1, max = 20) int batch) {
        Network network = Network.of(
                new RobustScaling(3), new Scale(), new NtkDense(units, 0.6), new Blend(curve), new FadingDropout(0.3));
        Parity.check(network, List.of(Signal.reals(features)), seed, batch, 1);
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void wavesOfEachFeatureAnswerAlike(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int features,
            @ForAll @IntRange(min = 1, max = 17) int frequencies,
            @ForAll @IntRange(min = 2, max = 5) int size,
            @ForAll @IntRange(min = 1, max = 20) int batch) {
        Parity.check(Network.of(new Periodic(frequencies, 0.5, size)), List.of(Signal.reals(features)), seed, batch, 1);
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void piecesOfEachFeatureAnswerAlike(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int features,
            @ForAll @IntRange(min = 1, max = 9) int bins,
            @ForAll @IntRange(min = 1, max = 5) int size,
            @ForAll @IntRange(min = 1, max = 20) int batch) {
        Network network = Network.of(new PiecewiseLinear(bins, size));
        List<Signal> inputs = List.of(Signal.reals(features));
        Weights weights = Parity.weights(network, inputs, new Seed(seed));
        RandomGenerator random = new Seed(seed).random();
        float[] factors = new float[features * bins];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = i % 3 == 2 ? 0 : random.nextFloat(0.3f, 5); // some bins are not used
        }
        Tensor factor = Tensor.floats(weights.tensor("0.factor").shape(), factors);
        Parity.check(network, inputs, weights.with("0.factor", factor), seed, batch, 1);
    }

    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void embeddedCodesAnswerAlike(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int columns,
            @ForAll @IntRange(min = 1, max = 4) int size,
            @ForAll @IntRange(min = 1, max = 20) int batch) {
        List<Integer> codes = Collections.nCopies(columns, Parity.VOCABULARY);
        Parity.check(Network.of(new CodeEmbedding(codes, size)), List.of(Signal.ids(columns)), seed, batch, 1);
    }

    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void membersAnswerAlike(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int features,
            @ForAll @IntRange(min = 1, max = 6) int members,
            @ForAll @IntRange(min = 1, max = 4) int units,
            @ForAll @IntRange(min = 1, max = 20) int batch) {
        Parity.check(
                Network.of(new Members(members), new MemberDense(units)),
                List.of(Signal.reals(features)),
                seed,
                batch,
                1);
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void wholeNetsAnswerAlike(
            @ForAll long seed,
            @ForAll @IntRange(max = 4) int quantities,
            @ForAll @IntRange(max = 4) int shares,
            @ForAll @IntRange(max = 3) int codes,
            @ForAll @IntRange(min = 1, max = 40) int batch) {
        int one = quantities + shares + codes == 0 ? 1 : quantities;
        TableShape table = new TableShape(one, shares, Collections.nCopies(codes, Parity.VOCABULARY));
        Network realMlp = new RealMlp(2, 24, Blend.Curve.SELU, 0.1, 0.1, 4).network(table, 3);
        Network tabM = new TabM(4, 2, 24, 0.1, 6, 5, 4).network(table, 3);
        Parity.check(realMlp, table.inputs(), seed, batch, 1);
        Parity.check(tabM, table.inputs(), seed, batch, 1);
    }
}
