package dev.lepton.nn.layer;

import java.util.ArrayList;
import java.util.List;

/// A convolution of each channel on its own, over the one or two last axes of `[channels, length]` or
/// `[channels, height, width]`.
///
/// Parameters: `weight` `[channels * multiplier, 1, kernel...]`, `bias` `[channels * multiplier]`.
///
/// @param multiplier how many channels come out for each that comes in
public record DepthwiseConv(int multiplier, Window window, boolean bias) implements Unary {

    public DepthwiseConv {
        Misfits.requirePositive("The multiplier of a depthwise convolution", multiplier);
    }

    public DepthwiseConv withStride(int stride) {
        return new DepthwiseConv(multiplier, window.withStride(stride), bias);
    }

    public DepthwiseConv withPadding(int padding) {
        return new DepthwiseConv(multiplier, window.withPadding(padding), bias);
    }

    /// Padded such that a stride of one keeps the size; set the dilation before.
    public DepthwiseConv same() {
        return new DepthwiseConv(multiplier, window.same(), bias);
    }

    public DepthwiseConv withDilation(int dilation) {
        return new DepthwiseConv(multiplier, window.withDilation(dilation), bias);
    }

    public DepthwiseConv withoutBias() {
        return new DepthwiseConv(multiplier, window, false);
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireAxes(input, window.axes() + 1, window.inputForm());
        return window.slide(input).withSize(0, Misfits.known(input, 0) * multiplier);
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        long channels = input.size(0) * multiplier;
        Initial initial = Initial.fanIn(window.positions());
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(Parameter.trained("weight", initial, window.weightSizes(channels, 1)));
        if (bias) {
            parameters.add(Parameter.trained("bias", initial, channels));
        }
        return parameters;
    }

    @Override
    public long operations(Signal input) {
        return output(input).elements() * (2 * window.positions() - 1 + (bias ? 1 : 0));
    }

    @Override
    public String describe() {
        return "depthwiseConv" + window.axes() + "d(" + window.describe()
                + (multiplier == 1 ? "" : ", multiplier " + multiplier) + ")";
    }
}
