package dev.lepton.nn.layer;

import java.util.List;

/// Layers by the names that the field gives them; meant to be imported statically.
public final class Layers {

    private Layers() {}

    public static Dense dense(int units) {
        return new Dense(units, true);
    }

    /// Over `[channels, length]`.
    public static Conv conv1d(int channels, int kernel) {
        return new Conv(channels, Window.of(1, kernel), 1, true);
    }

    /// Over `[channels, height, width]`, with a square kernel.
    public static Conv conv2d(int channels, int kernel) {
        return new Conv(channels, Window.of(2, kernel), 1, true);
    }

    /// Over each channel of `[channels, length]` on its own.
    public static DepthwiseConv depthwiseConv1d(int kernel) {
        return new DepthwiseConv(1, Window.of(1, kernel), true);
    }

    /// Over each channel of `[channels, height, width]` on its own, with a square kernel.
    public static DepthwiseConv depthwiseConv2d(int kernel) {
        return new DepthwiseConv(1, Window.of(2, kernel), true);
    }

    /// Over `[channels, length]`.
    public static ConvTranspose convTranspose1d(int channels, int kernel) {
        return new ConvTranspose(channels, Window.of(1, kernel), List.of(0), 1, true);
    }

    /// Over `[channels, height, width]`, with a square kernel.
    public static ConvTranspose convTranspose2d(int channels, int kernel) {
        return new ConvTranspose(channels, Window.of(2, kernel), List.of(0, 0), 1, true);
    }

    public static BatchNorm batchNorm() {
        return BatchNorm.DEFAULTS;
    }

    /// Over the last axis.
    public static LayerNorm layerNorm() {
        return LayerNorm.DEFAULTS;
    }

    public static GroupNorm groupNorm(int groups) {
        return new GroupNorm(groups, 1e-5);
    }

    /// Over squares that do not overlap.
    public static MaxPool maxPool(int size) {
        return new MaxPool(Window.of(2, size).withStride(size));
    }

    /// Over stretches of `[channels, length]` that do not overlap.
    public static MaxPool maxPool1d(int size) {
        return new MaxPool(Window.of(1, size).withStride(size));
    }

    /// Over squares that do not overlap.
    public static AveragePool averagePool(int size) {
        return new AveragePool(Window.of(2, size).withStride(size));
    }

    /// Over stretches of `[channels, length]` that do not overlap.
    public static AveragePool averagePool1d(int size) {
        return new AveragePool(Window.of(1, size).withStride(size));
    }

    public static GlobalPool globalAveragePool() {
        return new GlobalPool(GlobalPool.Kind.AVERAGE);
    }

    public static GlobalPool globalMaxPool() {
        return new GlobalPool(GlobalPool.Kind.MAX);
    }

    public static Flatten flatten() {
        return new Flatten();
    }

    /// @param sizes of one example
    public static Reshape reshape(Integer... sizes) {
        return new Reshape(List.of(sizes));
    }

    /// @param order the places of the input's axes, from 0, in the order that they shall have
    public static Transpose transpose(Integer... order) {
        return new Transpose(List.of(order));
    }

    /// Each element is repeated along the axes after the first.
    public static Upsample upsample(int factor) {
        return new Upsample(factor, Upsample.Mode.NEAREST);
    }

    public static Dropout dropout(double rate) {
        return new Dropout(rate);
    }

    public static DropPath dropPath(double rate) {
        return new DropPath(rate);
    }

    public static Activation relu() {
        return Activation.RELU;
    }

    public static Activation gelu() {
        return Activation.GELU;
    }

    public static Activation silu() {
        return Activation.SILU;
    }

    public static Activation selu() {
        return Activation.SELU;
    }

    public static Activation mish() {
        return Activation.MISH;
    }

    public static Activation sigmoid() {
        return Activation.SIGMOID;
    }

    public static Activation tanh() {
        return Activation.TANH;
    }

    public static Activation softmax() {
        return Activation.SOFTMAX;
    }

    public static LeakyRelu leakyRelu(double slope) {
        return new LeakyRelu(slope);
    }

    public static Elu elu() {
        return new Elu(1);
    }

    /// Layers one after the other.
    public static Sequence sequence(Layer... layers) {
        return Sequence.of(layers);
    }

    /// Each layer is fed with all that comes in, and what they give stays apart.
    public static Fork fork(Layer... layers) {
        return new Fork(List.of(layers));
    }

    /// The first layer is fed with the first signal that comes in, the second with the second.
    public static Branches branches(Layer... layers) {
        return new Branches(List.of(layers));
    }

    /// The sum of several signals.
    public static Combine add() {
        return new Combine(Combine.Kind.SUM);
    }

    /// The product of several signals, element by element.
    public static Combine multiply() {
        return new Combine(Combine.Kind.PRODUCT);
    }

    /// Several signals joined along an axis of an example; -1 is the last.
    public static Concat concat(int axis) {
        return new Concat(axis);
    }

    /// One of several signals.
    public static Select select(int index) {
        return new Select(index);
    }

    /// What comes in, plus what the body makes of it (He et al. 2015).
    public static Layer residual(Layer body) {
        return residual(body, sequence());
    }

    /// What the body makes, plus what the shortcut makes of the same input.
    public static Layer residual(Layer body, Layer shortcut) {
        return fork(body, shortcut).then(add());
    }

    /// Layers beside each other over the same input, whose channels are joined.
    public static Layer parallel(Layer... layers) {
        return fork(layers).then(concat(0));
    }

    /// A learnt vector for each id of a text; padding at the end is no step for the layers that follow.
    ///
    /// @param vocabulary number of ids, 0 for padding and 1 for the unknown included
    public static Embedding embedding(int vocabulary, int width) {
        return new Embedding(vocabulary, width, true);
    }

    /// The mean of a text's id vectors.
    public static EmbeddingBag embeddingBag(int vocabulary, int width) {
        return new EmbeddingBag(vocabulary, width, EmbeddingBag.Merging.MEAN);
    }

    /// Sines and cosines that tell steps apart.
    public static Positions positions(int longest) {
        return new Positions(Positions.Code.SINUSOIDAL, longest);
    }

    public static Positions learnedPositions(int longest) {
        return new Positions(Positions.Code.LEARNED, longest);
    }

    public static Recurrent rnn(int units) {
        return new Recurrent(Recurrent.Cell.RNN, units, 1, false, false, 0);
    }

    public static Recurrent lstm(int units) {
        return new Recurrent(Recurrent.Cell.LSTM, units, 1, false, false, 0);
    }

    public static Recurrent gru(int units) {
        return new Recurrent(Recurrent.Cell.GRU, units, 1, false, false, 0);
    }

    /// Over `[time, features]`.
    public static TimeConv timeConv(int filters, int kernel) {
        return new TimeConv(filters, kernel, 1, false);
    }

    public static TimePool maxOverTime() {
        return new TimePool(TimePool.Merging.MAX);
    }

    public static TimePool meanOverTime() {
        return new TimePool(TimePool.Merging.MEAN);
    }

    /// The last real step alone.
    public static TimePool lastStep() {
        return new TimePool(TimePool.Merging.LAST);
    }

    public static Attention attention(int heads) {
        return new Attention(heads, false, 0);
    }

    /// @param units of the first of the block's two linear maps
    public static EncoderBlock encoderBlock(int heads, int units) {
        return new EncoderBlock(heads, false, Block.of(units));
    }

    /// @param units of the first of the block's two linear maps
    public static DecoderBlock decoderBlock(int heads, int units) {
        return new DecoderBlock(heads, Block.of(units));
    }

    /// From one text to another; 2 is the id of the start, 3 that of the end.
    public static Seq2Seq seq2Seq(Sequence encoder, Sequence decoder, int longest) {
        return new Seq2Seq(encoder, decoder, longest, 2, 3);
    }
}
