package dev.lepton.nn.layer;

/// The mean of the elements under a window that moves over the last axes of `[channels, length]` or
/// `[channels, height, width]`, channel by channel; padding is not counted.
///
/// @param window without dilation
public record AveragePool(Window window) implements Unary {

    public AveragePool {
        Misfits.require(
                window.dilation().stream().allMatch(size -> size == 1),
                "An average pooling has no dilation, but is given " + Window.form(window.dilation()) + ".");
        window.requirePoolingPadding();
    }

    public AveragePool withStride(int stride) {
        return new AveragePool(window.withStride(stride));
    }

    public AveragePool withPadding(int padding) {
        return new AveragePool(window.withPadding(padding));
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireAxes(input, window.axes() + 1, window.inputForm());
        return window.slide(input);
    }

    @Override
    public long operations(Signal input) {
        return output(input).elements() * window.positions();
    }

    @Override
    public String describe() {
        return "averagePool" + window.axes() + "d(" + window.describe() + ")";
    }
}
