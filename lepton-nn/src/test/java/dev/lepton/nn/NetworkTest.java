package dev.lepton.nn;

import static dev.lepton.nn.layer.Layers.conv2d;
import static dev.lepton.nn.layer.Layers.dense;
import static dev.lepton.nn.layer.Layers.flatten;
import static dev.lepton.nn.layer.Layers.fork;
import static dev.lepton.nn.layer.Layers.maxPool;
import static dev.lepton.nn.layer.Layers.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class NetworkTest {

    private static final Shape DIGIT = Shape.of(1, 28, 28);

    /// The net on which training speed is measured: 18,816 + 64 values after the convolutions.
    private static final Network SMALL = Network.of(
            conv2d(32, 3).batchNorm().relu(),
            maxPool(2),
            conv2d(64, 3).batchNorm().relu(),
            maxPool(2),
            flatten(),
            dense(128).relu(),
            dense(10));

    @Test
    void parametersAreNamedByThePlaceOfTheirLayer() {
        assertThat(SMALL.parameters(Network.reals(DIGIT)).keySet())
                .startsWith("0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "4.weight")
                .contains("9.weight", "11.bias");
    }

    @Test
    void layersInsideOfForksAreNamedByTheirWholePath() {
        Network network = Network.of(dense(3), fork(sequence(dense(4).relu(), dense(5)), dense(5)));
        assertThat(network.initial(Shape.of(2), new Seed(1)).tensors().keySet())
                .containsExactly(
                        "0.weight",
                        "0.bias",
                        "1.0.0.weight",
                        "1.0.0.bias",
                        "1.0.2.weight",
                        "1.0.2.bias",
                        "1.1.weight",
                        "1.1.bias");
    }

    @Test
    void theSummaryCountsShapesParametersAndOperations() {
        Summary summary = SMALL.summary(DIGIT);
        long expected = (32 * 9 + 32) + 64 + (64 * 32 * 9 + 64) + 128 + (64 * 5 * 5 * 128 + 128) + (128 * 10 + 10);
        assertThat(summary.parameters()).isEqualTo(expected);
        assertThat(summary.rows().get(4).outputs().toString()).isEqualTo("[[64, 11, 11]]");
        // A product and a sum for each weight and position, the bias in place of the first sum.
        assertThat(summary.rows().getFirst().operations()).isEqualTo(2L * 32 * 9 * 26 * 26);
        assertThat(summary.toString().lines()).hasSize(2 + 12 + 1).anyMatch(line -> line.contains("conv2d(64, 3x3)"));
    }

    @Test
    void equalSeedsGiveEqualWeightsAndOthersDiffer() {
        Weights weights = SMALL.initial(DIGIT, new Seed(3));
        assertThat(weights).isEqualTo(SMALL.initial(DIGIT, new Seed(3)));
        assertThat(weights).isNotEqualTo(SMALL.initial(DIGIT, new Seed(4)));
    }

    @Test
    void firstWeightsLieEvenlyWithinTheBoundOfTheirFanIn() {
        Weights weights = SMALL.initial(DIGIT, new Seed(3));
        double bound = 1 / Math.sqrt(32 * 9);
        float[] values = weights.tensor("4.weight").toFloats();
        double squares = 0;
        for (float value : values) {
            assertThat(Math.abs(value)).isLessThanOrEqualTo((float) bound);
            squares += value * value;
        }
        // The variance of an even distribution; 18,432 draws lie within a few percent of it.
        assertThat(squares / values.length / (bound * bound / 3)).isBetween(0.95, 1.05);
    }

    @Test
    void aKernelLargerThanItsInputIsNamedWithItsLayerAndBothShapes() {
        Network network = Network.of(conv2d(4, 3), maxPool(2), conv2d(8, 5));
        assertThatThrownBy(() -> network.summary(Shape.of(3, 8, 8)))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("Layer 2, conv2d(8, 5x5)")
                .hasMessageContaining("kernel 5x5")
                .hasMessageContaining("[4, 3, 3]");
    }

    @Test
    void groupsThatDoNotDivideTheChannelsAreNamedWithBothNumbers() {
        Network network = Network.of(conv2d(6, 3), conv2d(8, 3).withGroups(4));
        assertThatThrownBy(() -> network.summary(Shape.of(3, 8, 8)))
                .hasMessageContaining("Layer 1, conv2d(8, 3x3, groups 4)")
                .hasMessageContaining("6 come")
                .hasMessageContaining("8 go");
    }

    @Test
    void aConvolutionOverAFlatInputIsNamedWithTheFormThatItNeeds() {
        Network network = Network.of(flatten(), conv2d(8, 3));
        assertThatThrownBy(() -> network.summary(Shape.of(3, 8, 8)))
                .hasMessageContaining("Layer 1, conv2d(8, 3x3)")
                .hasMessageContaining("[channels, height, width]")
                .hasMessageContaining("[192]");
    }

    @Test
    void weightsOfAnotherNetworkAreRefusedWithEveryDifference() {
        SequencedMap<String, Tensor> tensors =
                new LinkedHashMap<>(SMALL.initial(DIGIT, new Seed(1)).tensors());
        tensors.remove("9.bias");
        tensors.put("1.bias", Tensor.floats(Shape.of(2), 1, 2));
        tensors.put("0.wieght", Tensor.floats(Shape.of(1), 1));
        assertThatThrownBy(() -> SMALL.checked(new Weights(tensors), Network.reals(DIGIT)))
                .hasMessageContaining("3 problems")
                .hasMessageContaining("\"9.bias\" [128] is missing")
                .hasMessageContaining("\"1.bias\" has the shape [2], but the network needs [32]")
                .hasMessageContaining("Did you mean \"0.weight\"?");
    }
}
