package dev.lepton.nn.layer;

import java.util.ArrayList;
import java.util.List;

/// From one text to another, of at most `longest` ids: an encoder turns the source into a memory, and a decoder
/// tells from the memory and the ids before each place what comes there.
///
/// Fed with source and target, `[source]` and `[steps]` ids, it gives the decoder's logits `[steps, vocabulary]`
/// where every place sees the target's true ids before it (teacher forcing); so it is trained. Fed with the source
/// alone, it decodes greedily to logits `[longest, vocabulary]`: every place sees the likeliest ids of the places
/// before, and the logits behind the first end (or padding) of a row are zeros, whose likeliest id is padding. The
/// weights are the same.
///
/// Parameters: those of the encoder under `encoder`, those of the decoder under `decoder`.
///
/// @param encoder `[source]` ids to a memory
/// @param decoder `[steps]` ids of any number of steps and the memory, as two signals, to `[steps, vocabulary]`,
///     where no step may depend on later ones
/// @param longest the most places that are decoded
/// @param start the id that the decoder sees before the first place
/// @param end the id that stands behind a target's last
public record Seq2Seq(Sequence encoder, Sequence decoder, int longest, int start, int end) implements Temporal {

    public Seq2Seq {
        Misfits.requirePositive("the longest target of a Seq2Seq", longest);
        Misfits.require(
                start > UNKNOWN && end > UNKNOWN && start != end,
                "The ids of start and end must be different and at least 2, but are " + start + " and " + end + ".");
    }

    @Override
    public List<Signal> outputs(List<Signal> inputs) {
        Misfits.require(
                inputs.size() == 1 || inputs.size() == 2,
                "a source, or a source and its target, are expected, but " + inputs.size() + " signals come: "
                        + inputs);
        inputs.forEach(Misfits::requireText);
        long steps = inputs.size() == 1 ? longest : inputs.getLast().size(0);
        return List.of(logits(inputs).withSize(0, steps));
    }

    private Signal logits(List<Signal> inputs) {
        List<Signal> outputs = Step.outputs(decoder, decoderInputs(inputs));
        Misfits.require(
                outputs.size() == 1
                        && outputs.getFirst().rank() == 2
                        && outputs.getFirst().kind() == Signal.Kind.REALS
                        && outputs.getFirst().size(0) == -1,
                "a decoder that gives one vector for each step is expected, but it gives " + outputs);
        Misfits.require(
                outputs.getFirst().size(1) > Math.max(start, end),
                "the ids of start and end, " + start + " and " + end + ", must be in the decoder's vocabulary, but "
                        + "it gives " + outputs);
        return outputs.getFirst();
    }

    /// The encoder's leaves with the signals around them.
    ///
    /// @param inputs of this layer
    public List<Step> encoderSteps(List<Signal> inputs) {
        return Step.of(encoder, List.of(inputs.getFirst()));
    }

    /// The decoder's leaves with the signals around them, for an unknown number of steps.
    public List<Step> decoderSteps(List<Signal> inputs) {
        return Step.of(decoder, decoderInputs(inputs));
    }

    private List<Signal> decoderInputs(List<Signal> inputs) {
        List<Signal> memory = Step.outputs(encoder, List.of(inputs.getFirst()));
        Misfits.require(memory.size() == 1, "an encoder that gives one memory is expected, but it gives " + memory);
        return List.of(Signal.ids(-1), memory.getFirst());
    }

    @Override
    public List<Parameter> parameters(List<Signal> inputs) {
        List<Parameter> parameters = new ArrayList<>();
        encoderSteps(inputs).forEach(step -> parameters.addAll(named("encoder.", step)));
        decoderSteps(inputs).forEach(step -> parameters.addAll(named("decoder.", step)));
        return parameters;
    }

    private static List<Parameter> named(String prefix, Step step) {
        return step.parameters().stream()
                .map(parameter -> new Parameter(
                        prefix + step.name(parameter), parameter.shape(), parameter.initial(), parameter.trained()))
                .toList();
    }

    /// Those of one pass over the target, or over as many places as may be decoded.
    @Override
    public long operations(List<Signal> inputs) {
        List<Signal> decoded =
                List.of(Signal.ids(longest), decoderInputs(inputs).getLast());
        return sum(encoderSteps(inputs)) + sum(Step.of(decoder, decoded));
    }

    private static long sum(List<Step> steps) {
        return steps.stream()
                .mapToLong(step -> step.leaf().operations(step.inputs()))
                .sum();
    }

    @Override
    public String describe() {
        return "seq2seq(" + longest + ")";
    }
}
