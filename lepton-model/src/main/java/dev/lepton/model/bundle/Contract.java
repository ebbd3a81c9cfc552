package dev.lepton.model.bundle;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Answering;
import dev.lepton.model.Requirement;
import dev.lepton.model.Task;
import dev.lepton.table.Schema;
import java.util.List;

/// What callers of a bundle can rely on.
///
/// @param target name of the column that is answered
/// @param inputs the columns that must be given, in the order of the graph's inputs
/// @param requirements what the model was picked to keep
/// @param tolerance how far an answer may lie from that of the engines that trained the model, relative to
///     the size of answers; above 0
/// @param answering how answers are to be read
public record Contract(
        Task task,
        String target,
        Schema inputs,
        List<Requirement> requirements,
        double tolerance,
        Answering answering) {

    /// With answers that are read as they are.
    public Contract(Task task, String target, Schema inputs, List<Requirement> requirements, double tolerance) {
        this(task, target, inputs, requirements, tolerance, Answering.PLAIN);
    }

    public Contract {
        requirements = List.copyOf(requirements);
        if (task instanceof Task.Classification c
                && !answering.decision().fits(c.classes().size())) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The decision " + answering.decision().state() + " does not fit the classes " + c.classes() + ".");
        }
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The tolerance of answers must lie between 0 and 1, both excluded, but is " + tolerance + ".");
        }
    }
}
