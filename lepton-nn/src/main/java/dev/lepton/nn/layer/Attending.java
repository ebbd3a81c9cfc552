package dev.lepton.nn.layer;

import java.util.List;

/// The parts that attention and the blocks of Transformers have in common.
final class Attending {

    private Attending() {}

    /// The first of the inputs, which attends, after all of them were found to be series of one width that the
    /// heads divide.
    static Signal checked(int heads, List<Signal> inputs) {
        Signal first = inputs.getFirst();
        for (Signal input : inputs) {
            Misfits.requireSeries(input);
            Misfits.require(
                    input.size(1) == first.size(1), "series of one width are expected, but " + inputs + " come");
        }
        Misfits.require(first.size(1) % heads == 0, heads + " heads must divide the width, but " + first + " comes");
        return first;
    }

    static List<Parameter> attention(String prefix, long width) {
        return List.of(
                Parameter.trained(prefix + "in_proj_weight", Initial.xavier(width, 3 * width), 3 * width, width),
                Parameter.trained(prefix + "in_proj_bias", Initial.ZEROS, 3 * width),
                Parameter.trained(prefix + "out_proj.weight", Initial.fanIn(width), width, width),
                Parameter.trained(prefix + "out_proj.bias", Initial.ZEROS, width));
    }

    static List<Parameter> linear(String prefix, long inputs, long outputs) {
        return List.of(
                Parameter.trained(prefix + "weight", Initial.fanIn(inputs), outputs, inputs),
                Parameter.trained(prefix + "bias", Initial.fanIn(inputs), outputs));
    }

    static List<Parameter> norm(String prefix, long width) {
        return List.of(
                Parameter.trained(prefix + "weight", Initial.ONES, width),
                Parameter.trained(prefix + "bias", Initial.ZEROS, width));
    }

    /// Operations of one attention of `queries` to `memory`: four linear maps and two products of all steps
    /// with all steps.
    static long operations(Signal queries, Signal memory) {
        long width = queries.size(1);
        long steps = Math.max(queries.size(0), 1);
        long others = Math.max(memory.size(0), 1);
        return 4 * width * width * (steps + others) + 4 * steps * others * width;
    }

    /// Operations of the two linear maps of a block.
    static long feedForward(Signal input, int units) {
        return 4 * input.elements() * units;
    }
}
