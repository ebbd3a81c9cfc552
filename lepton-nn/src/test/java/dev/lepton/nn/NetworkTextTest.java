package dev.lepton.nn;

import static dev.lepton.nn.layer.Layers.concat;
import static dev.lepton.nn.layer.Layers.conv2d;
import static dev.lepton.nn.layer.Layers.dense;
import static dev.lepton.nn.layer.Layers.dropPath;
import static dev.lepton.nn.layer.Layers.flatten;
import static dev.lepton.nn.layer.Layers.fork;
import static dev.lepton.nn.layer.Layers.layerNorm;
import static dev.lepton.nn.layer.Layers.maxPool;
import static dev.lepton.nn.layer.Layers.reshape;
import static dev.lepton.nn.layer.Layers.residual;
import static dev.lepton.nn.layer.Layers.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTextTest {

    @Test
    void layersAreReadAsTheyAreWrittenInJava() {
        assertThat(Network.parse(List.of(
                        "conv2d(32, 3).withStride(2).same().batchNorm().relu()",
                        " maxPool( 2 ) ",
                        "residual(sequence(conv2d(32, 1), dropPath(0.1)), conv2d(32, 1).withoutBias()).leakyRelu(1e-2)",
                        "fork(flatten(), sequence(flatten(), dense(4)))",
                        "concat(-1)",
                        "reshape(3, 4)",
                        "layerNorm()")))
                .isEqualTo(Network.of(
                        conv2d(32, 3).withStride(2).same().batchNorm().relu(),
                        maxPool(2),
                        residual(
                                        sequence(conv2d(32, 1), dropPath(0.1)),
                                        conv2d(32, 1).withoutBias())
                                .leakyRelu(0.01),
                        fork(flatten(), sequence(flatten(), dense(4))),
                        concat(-1),
                        reshape(3, 4),
                        layerNorm()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "conv2(32, 3) | column 1: there is no \"conv2\". Did you mean \"conv",
                "dense(3).rellu() | column 10: there is no \"rellu\". Did you mean \"relu\"?",
                "dense(3, 4) | column 1: \"dense\" does not take these arguments; write dense(units).",
                "dense(3.5) | write dense(units).",
                "dense(3 | column 8: \",\" is expected here.",
                "dense(3) relu | column 10: nothing more is expected here.",
                "dense(x) | \"(\" is expected here.",
                "dense(-) | a number is expected here.",
                "dense(0) | must be at least 1, but is 0.",
                "3 | \"(\" is expected here.",
            })
    void whatIsWrongIsNamedWithItsColumn(String text, String message) {
        assertThatThrownBy(() -> Network.parse(List.of(text)))
                .isInstanceOfSatisfying(
                        LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining(message);
    }
}
