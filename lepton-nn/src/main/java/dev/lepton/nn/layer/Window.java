package dev.lepton.nn.layer;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// How a kernel moves over the one or two last axes of an input.
///
/// @param kernel elements along each axis
/// @param stride how far the kernel moves between two outputs
/// @param padding elements added before and after each axis
/// @param dilation distance of two neighbours under the kernel
public record Window(List<Integer> kernel, List<Integer> stride, List<Integer> padding, List<Integer> dilation) {

    public Window {
        kernel = checked("kernel", kernel, kernel, 1);
        stride = checked("stride", stride, kernel, 1);
        padding = checked("padding", padding, kernel, 0);
        dilation = checked("dilation", dilation, kernel, 1);
    }

    private static List<Integer> checked(String what, List<Integer> sizes, List<Integer> kernel, int least) {
        Misfits.require(
                (sizes.size() == 1 || sizes.size() == 2) && sizes.size() == kernel.size(),
                "The " + what + " " + sizes + " needs one number for each of the kernel's axes " + kernel + ".");
        Misfits.require(
                sizes.stream().allMatch(size -> size >= least),
                "The " + what + " " + sizes + " needs numbers of at least " + least + ".");
        return List.copyOf(sizes);
    }

    /// A square or one-dimensional kernel of step one, without padding.
    public static Window of(int axes, int kernel) {
        List<Integer> ones = Collections.nCopies(axes, 1);
        return new Window(Collections.nCopies(axes, kernel), ones, Collections.nCopies(axes, 0), ones);
    }

    public int axes() {
        return kernel.size();
    }

    public Window withStride(int size) {
        return new Window(kernel, Collections.nCopies(axes(), size), padding, dilation);
    }

    public Window withPadding(int size) {
        return new Window(kernel, stride, Collections.nCopies(axes(), size), dilation);
    }

    public Window withDilation(int size) {
        return new Window(kernel, stride, padding, Collections.nCopies(axes(), size));
    }

    /// Padded such that a stride of one keeps the size; the kernel must be odd.
    public Window same() {
        Misfits.require(
                kernel.stream().allMatch(size -> size % 2 == 1),
                "Padding on both sides keeps the size only under odd kernels, not " + kernel + ".");
        List<Integer> sizes = IntStream.range(0, axes())
                .map(axis -> dilation.get(axis) * (kernel.get(axis) - 1) / 2)
                .boxed()
                .toList();
        return new Window(kernel, stride, sizes, dilation);
    }

    /// The elements that the kernel spans, gaps included.
    int span(int axis) {
        return dilation.get(axis) * (kernel.get(axis) - 1) + 1;
    }

    /// The positions under the kernel.
    long positions() {
        return kernel.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /// The shape of weights `[outputs, inputs, kernel...]`.
    long[] weightSizes(long outputs, long inputs) {
        return LongStream.concat(LongStream.of(outputs, inputs), kernel.stream().mapToLong(Integer::longValue))
                .toArray();
    }

    /// Pads at most so much that every position of the kernel sees an element.
    void requirePoolingPadding() {
        for (int axis = 0; axis < axes(); axis++) {
            Misfits.require(
                    2 * padding.get(axis) <= kernel.get(axis),
                    "The padding of a pooling may be at most half its kernel, but is " + form(padding) + " beside "
                            + form(kernel) + ".");
        }
    }

    /// The input with its last axes as the window leaves them.
    Signal slide(Signal input) {
        Signal result = input;
        for (int axis = 0; axis < axes(); axis++) {
            int place = input.rank() - axes() + axis;
            long size = input.size(place);
            if (size < 0) {
                continue;
            }
            long padded = size + 2L * padding.get(axis);
            Misfits.require(
                    padded >= span(axis),
                    "the kernel " + form(kernel) + (isDilated() ? ", dilated by " + form(dilation) : "") + " spans "
                            + span(axis) + " elements of axis " + place + ", but the input " + input + " has "
                            + (padded == size ? size : padded + " with padding " + padding.get(axis))
                            + "; use a smaller kernel, more padding, or fewer layers that shrink the input before");
            result = result.withSize(place, (padded - span(axis)) / stride.get(axis) + 1);
        }
        return result;
    }

    private boolean isDilated() {
        return dilation.stream().anyMatch(size -> size > 1);
    }

    /// `3x3, stride 2, padding 1`, where what is usual is left out.
    String describe() {
        return form(kernel)
                + (stride.stream().allMatch(size -> size == 1) ? "" : ", stride " + form(stride))
                + (padding.stream().allMatch(size -> size == 0) ? "" : ", padding " + form(padding))
                + (isDilated() ? ", dilation " + form(dilation) : "");
    }

    /// `3x3`.
    static String form(List<Integer> sizes) {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }

    /// The axes of an input that such a window moves over, by name.
    String inputForm() {
        return axes() == 1 ? "[channels, length]" : "[channels, height, width]";
    }
}
