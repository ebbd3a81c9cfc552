package dev.lepton.nn.layer;

import static dev.lepton.nn.layer.Layers.conv2d;
import static dev.lepton.nn.layer.Layers.fork;
import static dev.lepton.nn.layer.Layers.gelu;
import static dev.lepton.nn.layer.Layers.leakyRelu;
import static dev.lepton.nn.layer.Layers.maxPool;
import static dev.lepton.nn.layer.Layers.relu;
import static dev.lepton.nn.layer.Layers.sequence;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PoolingFirstTest {

    @Test
    void poolingsPassActivationsThatNeverFall() {
        assertThat(PoolingFirst.of(sequence(
                        conv2d(4, 3).relu(), maxPool(2), maxPool(3), fork(sequence(leakyRelu(0.1), maxPool(2))))))
                .isEqualTo(sequence(
                        conv2d(4, 3), maxPool(2), maxPool(3), relu(), fork(sequence(maxPool(2), leakyRelu(0.1)))));
    }

    @Test
    void otherActivationsAndLayersStayWhereTheyAre() {
        Sequence layers = sequence(gelu(), maxPool(2), leakyRelu(-0.1), maxPool(2), conv2d(3, 1), maxPool(2));
        assertThat(PoolingFirst.of(layers)).isEqualTo(layers);
    }
}
