package dev.lepton.media.image;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;
import dev.lepton.graph.Attribute;
import dev.lepton.graph.ElementType;
import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// How decoded images become what a net reads: resized one by one to uint8 pixels of one size, then, many at
/// once, scaled to float32 `[N, C, H, W]`.
///
/// Both steps are parts of a graph, and the graph is what runs, in training through [Resizer] as in serving:
/// no second way to resize exists that could differ. Between them pixels are whole numbers, so that training
/// can change them (augmentation) and keep them in little space.
///
/// @param height of what the net reads, in pixels
/// @param channels 1 for grey, 3 for colours
/// @param mean of each channel, on a scale from 0 to 1; it becomes 0
/// @param deviation of each channel, on that scale; it becomes 1
public record ImagePreparation(
        int height, int width, int channels, ImageFit fit, List<Float> mean, List<Float> deviation) {

    /// Names of the input of [#resizing()] and of the output of [#normalising()].
    public static final String IMAGE = "image";

    public static final String PIXELS = "pixels";

    public ImagePreparation {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        new Problems("The preparation of images")
                .require(
                        height > 0 && width > 0 && (long) height * width <= 1 << 24,
                        "Images of " + height + " x " + width + " pixels came; 1 to 16 million are possible.")
                .require(channels == 1 || channels == 3, channels + " channels came; 1 and 3 are possible.")
                .require(
                        mean.size() == channels && deviation.size() == channels,
                        mean.size() + " means and " + deviation.size() + " deviations came for " + channels
                                + " channels.")
                .require(
                        deviation.stream().allMatch(d -> d > 0) && mean.stream().allMatch(Float::isFinite),
                        "Deviations must be above 0 and means finite, but " + deviation + " and " + mean + " came.")
                .throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    /// Crops; black becomes -1 and white 1.
    public static ImagePreparation of(int height, int width, int channels) {
        return new ImagePreparation(
                height,
                width,
                channels,
                ImageFit.CROP,
                Collections.nCopies(channels, 0.5f),
                Collections.nCopies(channels, 0.5f));
    }

    public ImagePreparation withFit(ImageFit other) {
        return new ImagePreparation(height, width, channels, other, mean, deviation);
    }

    public ImagePreparation withNormalisation(List<Float> means, List<Float> deviations) {
        return new ImagePreparation(height, width, channels, fit, means, deviations);
    }

    /// The graph that resizes one image: [#IMAGE], uint8 `[height, width, C]` of any size, to [#PIXELS], uint8
    /// `[H, W, C]`.
    public Graph resizing() {
        GraphBuilder builder = Graph.builder("resizing");
        Value image = builder.input(
                IMAGE,
                ElementType.UINT8,
                Shape.of(List.of(
                        new Shape.Axis(-1, "height"), new Shape.Axis(-1, "width"), new Shape.Axis(channels, ""))));
        builder.output(PIXELS, resize(builder, image));
        return builder.build();
    }

    /// The graph that scales a batch: [#PIXELS], uint8 `[N, H, W, C]`, to `input`, float32 `[N, C, H, W]`.
    public Graph normalising() {
        GraphBuilder builder = Graph.builder("normalising");
        Value pixels = builder.input(PIXELS, ElementType.UINT8, Shape.batch(height, width, channels));
        builder.output("input", normalise(builder, pixels));
        return builder.build();
    }

    /// Adds the nodes that resize one image.
    ///
    /// Bilinear with half-pixel centres; where the image becomes smaller, the two-pixel triangle is widened by
    /// that factor (antialias), so that every pixel has its share and fine patterns do not flicker. Weights that
    /// would fall outside of the image are shared out among those within. This is what Pillow's `BILINEAR`
    /// computes, and ONNX's `Resize` with `antialias` and `exclude_outside`. Results are rounded, halves to even.
    ///
    /// @param image uint8 `[height, width, C]`
    /// @return uint8 `[H, W, C]`
    public Value resize(GraphBuilder builder, Value image) {
        GraphOps ops = builder.ops();
        Value kept = fit == ImageFit.CROP ? cropped(builder, image) : image;
        Value planes = ops.unsqueeze(ops.transpose(ops.cast(kept, ElementType.FLOAT), 2, 0, 1), 0);
        Value none = ops.constant(Tensor.floats(Shape.of(0)));
        Value resized = builder.node(
                "Resize",
                List.of(planes, none, none, ops.constant(Tensor.longs(Shape.of(4), 1, channels, height, width))),
                Map.of(
                        "mode",
                        Attribute.of("linear"),
                        "antialias",
                        Attribute.of(1),
                        "exclude_outside",
                        Attribute.of(1),
                        "coordinate_transformation_mode",
                        Attribute.of("half_pixel")),
                ElementType.FLOAT,
                Shape.of(1, channels, height, width));
        Value rounded = builder.node("Round", List.of(resized), Map.of(), resized.type(), resized.shape());
        Value whole = ops.cast(ops.clip(rounded, 0, 255), ElementType.UINT8);
        return ops.transpose(ops.squeeze(whole, 0), 1, 2, 0);
    }

    /// The middle of an image, of the wanted ratio as closely as whole pixels allow.
    private Value cropped(GraphBuilder builder, Value image) {
        GraphOps ops = builder.ops();
        Value sizes = builder.node("Shape", List.of(image), Map.of(), ElementType.INT64, Shape.of(3));
        Value fullHeight = ops.gather(sizes, whole(ops, 0), 0);
        Value fullWidth = ops.gather(sizes, whole(ops, 1), 0);
        Value keptHeight = ops.min(fullHeight, scaled(ops, fullWidth, height, width));
        Value keptWidth = ops.min(fullWidth, scaled(ops, fullHeight, width, height));
        Value top = ops.div(ops.sub(fullHeight, keptHeight), whole(ops, 2));
        Value left = ops.div(ops.sub(fullWidth, keptWidth), whole(ops, 2));
        return builder.node(
                "Slice",
                List.of(
                        image,
                        ops.concat(0, top, left),
                        ops.concat(0, ops.add(top, keptHeight), ops.add(left, keptWidth)),
                        ops.constant(Tensor.longs(Shape.of(2), 0, 1))),
                Map.of(),
                ElementType.UINT8,
                Shape.of(-1, -1, channels));
    }

    /// `value * times / by`, at least 1.
    private static Value scaled(GraphOps ops, Value value, int times, int by) {
        return ops.max(ops.div(ops.mul(value, whole(ops, times)), whole(ops, by)), whole(ops, 1));
    }

    private static Value whole(GraphOps ops, long value) {
        return ops.constant(Tensor.longs(Shape.of(1), value));
    }

    /// Adds the nodes that turn pixels into numbers about 0, each channel by its mean and deviation.
    ///
    /// @param pixels uint8 `[N, H, W, C]`
    /// @return float32 `[N, C, H, W]`
    public Value normalise(GraphBuilder builder, Value pixels) {
        GraphOps ops = builder.ops();
        Value planes = ops.transpose(ops.cast(pixels, ElementType.FLOAT), 0, 3, 1, 2);
        float[] factor = new float[channels];
        float[] offset = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            factor[channel] = factor(channel);
            offset[channel] = offset(channel);
        }
        Shape each = Shape.of(1, channels, 1, 1);
        return ops.add(
                ops.mul(planes, ops.constant(Tensor.floats(each, factor))), ops.constant(Tensor.floats(each, offset)));
    }

    /// What a pixel from 0 to 255 is multiplied by before [#offset] is added.
    public float factor(int channel) {
        return (float) (1 / (255.0 * deviation.get(channel)));
    }

    public float offset(int channel) {
        return (float) (-mean.get(channel) / (double) deviation.get(channel));
    }
}
