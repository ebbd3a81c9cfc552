package dev.lepton.nn.layer;

import java.util.List;

/// A convolution along the time of `[time, features]` that keeps the number of steps; what lies before the
/// first and after the last real step is read as zeros.
///
/// Parameters: `weight` `[filters, features, kernel]`, `bias` `[filters]`.
///
/// @param kernel steps that one output sees; its middle is on the step itself, or the later of two middles
/// @param dilation distance of two steps under the kernel
/// @param causal whether an output sees its own step and those before, but none after
public record TimeConv(int filters, int kernel, int dilation, boolean causal) implements TemporalUnary {

    public TimeConv {
        Misfits.requirePositive("the number of filters of a convolution over time", filters);
        Misfits.requirePositive("the kernel of a convolution over time", kernel);
        Misfits.requirePositive("the dilation of a convolution over time", dilation);
    }

    public TimeConv withDilation(int steps) {
        return new TimeConv(filters, kernel, steps, causal);
    }

    /// No output sees what comes later.
    public TimeConv causally() {
        return new TimeConv(filters, kernel, dilation, true);
    }

    /// Zeros before the first step.
    public int before() {
        int span = dilation * (kernel - 1);
        return causal ? span : Math.ceilDiv(span, 2);
    }

    /// Zeros after the last step.
    public int after() {
        return dilation * (kernel - 1) - before();
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireSeries(input);
        return input.withSize(1, filters);
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        long features = input.size(1);
        Initial initial = Initial.fanIn(features * kernel);
        return List.of(
                Parameter.trained("weight", initial, filters, features, kernel),
                Parameter.trained("bias", initial, filters));
    }

    @Override
    public long operations(Signal input) {
        return output(input).elements() * 2 * input.size(1) * kernel;
    }

    @Override
    public boolean keepsSteps() {
        return true;
    }

    @Override
    public String describe() {
        return "timeConv(" + filters + ", " + kernel + (dilation == 1 ? "" : ", dilation " + dilation)
                + (causal ? ", causal" : "") + ")";
    }
}
