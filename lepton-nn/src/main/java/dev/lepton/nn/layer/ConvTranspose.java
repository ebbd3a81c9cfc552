package dev.lepton.nn.layer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A transposed convolution, which makes of each element a kernel's worth of elements and adds up where they
/// overlap, over the one or two last axes of `[channels, length]` or `[channels, height, width]`.
///
/// An axis of n elements becomes `(n - 1) * stride - 2 * padding + dilation * (kernel - 1) + 1 + extra`.
///
/// Parameters: `weight` `[inputs, channels / groups, kernel...]`, `bias` `[channels]`.
///
/// @param channels how many come out
/// @param extra elements added at the end of each axis, fewer than the stride
/// @param groups parts of the channels that are computed each on their own; divides inputs and outputs
public record ConvTranspose(int channels, Window window, List<Integer> extra, int groups, boolean bias)
        implements Unary {

    public ConvTranspose {
        Misfits.requirePositive("The number of channels of a transposed convolution", channels);
        Misfits.requirePositive("The number of groups of a transposed convolution", groups);
        extra = List.copyOf(extra);
        Misfits.require(
                extra.size() == window.axes(),
                "The extra elements " + extra + " need one number for each of the kernel's axes " + window.kernel()
                        + ".");
        for (int axis = 0; axis < extra.size(); axis++) {
            int limit = window.stride().get(axis);
            Misfits.require(
                    extra.get(axis) >= 0 && extra.get(axis) < limit,
                    "A transposed convolution can add fewer than " + limit + " extra elements, its stride, but "
                            + extra.get(axis) + " were asked for.");
        }
    }

    public ConvTranspose withStride(int stride) {
        return new ConvTranspose(channels, window.withStride(stride), extra, groups, bias);
    }

    public ConvTranspose withPadding(int padding) {
        return new ConvTranspose(channels, window.withPadding(padding), extra, groups, bias);
    }

    public ConvTranspose withDilation(int dilation) {
        return new ConvTranspose(channels, window.withDilation(dilation), extra, groups, bias);
    }

    /// Set the stride before.
    public ConvTranspose withExtra(int elements) {
        return new ConvTranspose(channels, window, Collections.nCopies(window.axes(), elements), groups, bias);
    }

    public ConvTranspose withGroups(int groups) {
        return new ConvTranspose(channels, window, extra, groups, bias);
    }

    public ConvTranspose withoutBias() {
        return new ConvTranspose(channels, window, extra, groups, false);
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireAxes(input, window.axes() + 1, window.inputForm());
        Misfits.requireGroups(groups, Misfits.known(input, 0), channels, input);
        Signal result = input.withSize(0, channels);
        for (int axis = 0; axis < window.axes(); axis++) {
            long size = input.size(axis + 1);
            if (size > 0) {
                long made = (size - 1) * window.stride().get(axis)
                        - 2L * window.padding().get(axis)
                        + window.span(axis)
                        + extra.get(axis);
                Misfits.require(
                        made > 0,
                        "nothing is left of axis " + (axis + 1) + " of " + input + " after a padding of "
                                + window.padding().get(axis) + " is cut off both ends; use less padding");
                result = result.withSize(axis + 1, made);
            }
        }
        return result;
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        long outputs = channels / groups;
        Initial initial = Initial.fanIn(outputs * window.positions()); // as PyTorch counts it here
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(Parameter.trained("weight", initial, window.weightSizes(input.size(0), outputs)));
        if (bias) {
            parameters.add(Parameter.trained("bias", initial, channels));
        }
        return parameters;
    }

    @Override
    public long operations(Signal input) {
        return 2 * input.elements() * (channels / groups) * window.positions();
    }

    @Override
    public String describe() {
        return "convTranspose" + window.axes() + "d(" + channels + ", " + window.describe()
                + (extra.stream().allMatch(size -> size == 0) ? "" : ", extra " + Window.form(extra))
                + (groups == 1 ? "" : ", groups " + groups) + ")";
    }
}
