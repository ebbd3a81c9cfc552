package dev.lepton.nn.train;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Parameters that are trained otherwise than the rest. The first group whose pattern matches a name
/// counts.
///
/// @param pattern a regular expression for the whole name of a parameter, such as `.*\.bias` or `0\..*`
/// @param rateFactor of the learning rate; with 0 the parameters stay as they are and cost no gradient
/// @param decayFactor of the weight decay and of the penalties on large parameters
public record ParameterGroup(String pattern, double rateFactor, double decayFactor) {

    static final ParameterGroup REST = new ParameterGroup(".*", 1, 1);

    public ParameterGroup {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The pattern \"" + pattern + "\" of a parameter group is no regular expression: "
                            + e.getDescription() + ".",
                    e);
        }
        if (!(rateFactor >= 0) || !(decayFactor >= 0)) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The parameter group \"" + pattern + "\" has the factors " + rateFactor + " and " + decayFactor
                            + "; they must be 0 or more.");
        }
    }

    /// Parameters that keep their values.
    public static ParameterGroup frozen(String pattern) {
        return new ParameterGroup(pattern, 0, 0);
    }

    /// Parameters that are spared weight decay, as those of norms and biases often are.
    public static ParameterGroup withoutDecay(String pattern) {
        return new ParameterGroup(pattern, 1, 0);
    }

    static ParameterGroup of(String name, List<ParameterGroup> groups) {
        return groups.stream()
                .filter(group -> Pattern.matches(group.pattern, name))
                .findFirst()
                .orElse(REST);
    }
}
