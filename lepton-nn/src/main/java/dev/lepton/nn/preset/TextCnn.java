package dev.lepton.nn.preset;

import static dev.lepton.nn.layer.Layers.concat;
import static dev.lepton.nn.layer.Layers.dense;
import static dev.lepton.nn.layer.Layers.embedding;
import static dev.lepton.nn.layer.Layers.fork;
import static dev.lepton.nn.layer.Layers.maxOverTime;
import static dev.lepton.nn.layer.Layers.timeConv;

import dev.lepton.nn.Network;
import dev.lepton.nn.layer.Layer;
import java.util.List;

/// Convolutions of several widths over embedded texts, each with its maximum over time (Kim 2014).
///
/// @param outputs logits
/// @param width of the embedding
/// @param kernels how many ids each of the convolutions sees
/// @param filters of each convolution
/// @param dropout rate before the last layer
public record TextCnn(int outputs, int width, List<Integer> kernels, int filters, double dropout) {

    public TextCnn {
        kernels = List.copyOf(kernels);
    }

    /// As in the paper, but for a narrower embedding, as it starts untrained here.
    public static TextCnn of(int outputs) {
        return new TextCnn(outputs, 128, List.of(3, 4, 5), 100, 0.5);
    }

    public TextCnn withWidth(int width) {
        return new TextCnn(outputs, width, kernels, filters, dropout);
    }

    public TextCnn withKernels(List<Integer> kernels) {
        return new TextCnn(outputs, width, kernels, filters, dropout);
    }

    public TextCnn withFilters(int filters) {
        return new TextCnn(outputs, width, kernels, filters, dropout);
    }

    public TextCnn withDropout(double rate) {
        return new TextCnn(outputs, width, kernels, filters, rate);
    }

    /// `[time]` ids to `[outputs]`.
    ///
    /// @param vocabulary number of ids, padding and unknown included
    public Network overTexts(int vocabulary) {
        Layer[] views = kernels.stream()
                .map(kernel -> timeConv(filters, kernel).relu().then(maxOverTime()))
                .toArray(Layer[]::new);
        return Network.of(embedding(vocabulary, width), fork(views), concat(-1).dropout(dropout), dense(outputs));
    }
}
