package dev.lepton.nn.layer;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.List;

/// What layers demand of their inputs and settings, with the errors that say so.
final class Misfits {

    private Misfits() {}

    static LeptonException misfit(String problem) {
        return new LeptonException(ErrorCode.INVALID_ARGUMENT, problem);
    }

    static void require(boolean good, String problem) {
        if (!good) {
            throw misfit(problem);
        }
    }

    static Signal single(List<Signal> inputs) {
        require(
                inputs.size() == 1,
                "one input is expected, but " + inputs.size() + " come: " + inputs
                        + "; join them with add() or concat() before");
        return inputs.getFirst();
    }

    static void requireReals(Signal input) {
        require(
                input.kind() == Signal.Kind.REALS,
                "real numbers are expected, but " + input + " come; put an embedding before");
    }

    /// Reals with so many axes.
    ///
    /// @param form the axes by name, as in `[channels, height, width]`
    static void requireAxes(Signal input, int axes, String form) {
        requireReals(input);
        require(input.rank() == axes, "an input " + form + " is expected, but " + input + " comes");
    }

    /// A text: ids along one axis.
    static void requireText(Signal input) {
        require(
                input.kind() == Signal.Kind.IDS && input.rank() == 1,
                "ids [time] are expected, but " + input + " comes");
    }

    /// A series of vectors of one size.
    static void requireSeries(Signal input) {
        requireAxes(input, 2, "[time, features]");
        known(input, 1);
    }

    static void requireVocabulary(int vocabulary) {
        require(
                vocabulary >= 2,
                "a vocabulary needs at least 2 ids, those of padding and of the unknown, but has " + vocabulary);
    }

    /// The size of an axis that must be known.
    static long known(Signal input, int axis) {
        long size = input.size(axis);
        require(
                size > 0,
                "the size of axis " + axis + " must be known, but the input is " + input
                        + ", where ? differs from batch to batch");
        return size;
    }

    /// Groups of channels that are computed each on their own.
    static void requireGroups(int groups, long inputs, long outputs, Signal input) {
        require(
                inputs % groups == 0 && outputs % groups == 0,
                groups + " groups must divide the channels that come and go, but " + inputs + " come with " + input
                        + " and " + outputs + " go");
    }

    static void requirePositive(String what, long value) {
        require(value > 0, what + " must be at least 1, but is " + value + ".");
    }

    static void requireRate(String what, double value) {
        require(value >= 0 && value < 1, what + " must be at least 0 and less than 1, but is " + value + ".");
    }
}
