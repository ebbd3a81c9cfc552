package dev.lepton.nn.layer;

import java.util.ArrayList;
import java.util.List;

/// A convolution over the one or two last axes of `[channels, length]` or `[channels, height, width]`.
///
/// Parameters: `weight` `[channels, inputs / groups, kernel...]`, `bias` `[channels]`.
///
/// @param channels how many come out
/// @param groups parts of the channels that are convolved each on their own; divides inputs and outputs
public record Conv(int channels, Window window, int groups, boolean bias) implements Unary {

    public Conv {
        Misfits.requirePositive("The number of channels of a convolution", channels);
        Misfits.requirePositive("The number of groups of a convolution", groups);
    }

    public Conv withStride(int stride) {
        return new Conv(channels, window.withStride(stride), groups, bias);
    }

    public Conv withPadding(int padding) {
        return new Conv(channels, window.withPadding(padding), groups, bias);
    }

    /// Padded such that a stride of one keeps the size; set the dilation before.
    public Conv same() {
        return new Conv(channels, window.same(), groups, bias);
    }

    public Conv withDilation(int dilation) {
        return new Conv(channels, window.withDilation(dilation), groups, bias);
    }

    public Conv withGroups(int groups) {
        return new Conv(channels, window, groups, bias);
    }

    public Conv withoutBias() {
        return new Conv(channels, window, groups, false);
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireAxes(input, window.axes() + 1, window.inputForm());
        long inputs = Misfits.known(input, 0);
        Misfits.requireGroups(groups, inputs, channels, input);
        return window.slide(input).withSize(0, channels);
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        long inputs = input.size(0) / groups;
        Initial initial = Initial.fanIn(inputs * window.positions());
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(Parameter.trained("weight", initial, window.weightSizes(channels, inputs)));
        if (bias) {
            parameters.add(Parameter.trained("bias", initial, channels));
        }
        return parameters;
    }

    @Override
    public long operations(Signal input) {
        long terms = input.size(0) / groups * window.positions();
        return output(input).elements() * (2 * terms - 1 + (bias ? 1 : 0));
    }

    @Override
    public String describe() {
        return "conv" + window.axes() + "d(" + channels + ", " + window.describe()
                + (groups == 1 ? "" : ", groups " + groups) + ")";
    }
}
