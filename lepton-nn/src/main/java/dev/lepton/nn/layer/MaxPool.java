package dev.lepton.nn.layer;

/// The largest element under a window that moves over the last axes of `[channels, length]` or
/// `[channels, height, width]`, channel by channel; padding never wins.
public record MaxPool(Window window) implements Unary {

    public MaxPool {
        window.requirePoolingPadding();
    }

    public MaxPool withStride(int stride) {
        return new MaxPool(window.withStride(stride));
    }

    public MaxPool withPadding(int padding) {
        return new MaxPool(window.withPadding(padding));
    }

    @Override
    public Signal output(Signal input) {
        Misfits.requireAxes(input, window.axes() + 1, window.inputForm());
        return window.slide(input);
    }

    @Override
    public long operations(Signal input) {
        return output(input).elements() * (window.positions() - 1);
    }

    @Override
    public String describe() {
        return "maxPool" + window.axes() + "d(" + window.describe() + ")";
    }
}
