package dev.lepton.learn.rules;

import dev.lepton.learn.feature.Features;
import dev.lepton.table.ColumnKind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Conditions on features in words.
final class Conditions {

    private final Features features;

    Conditions(Features features) {
        this.features = features;
    }

    String name(int feature) {
        return features.columns().get(feature).name();
    }

    /// @param low first value that holds, negative infinity for none
    /// @param high first value above that does not hold, infinity for none
    String from(int feature, double low, double high) {
        String name = name(feature);
        if (isFlag(feature)) {
            return flag(name, high);
        }
        if (low == Double.NEGATIVE_INFINITY) {
            return high == Double.POSITIVE_INFINITY ? name + " is present" : name + " < " + Cuts.shown(high);
        }
        return high == Double.POSITIVE_INFINITY
                ? name + " >= " + Cuts.shown(low)
                : Cuts.shown(low) + " <= " + name + " < " + Cuts.shown(high);
    }

    /// @param low last value below that does not hold, negative infinity for none
    /// @param high last value that holds, infinity for none
    /// @param missing whether a missing cell holds too, which a question mark says
    String upTo(int feature, double low, double high, boolean missing) {
        String name = missing ? name(feature) + "?" : name(feature);
        if (isFlag(feature)) {
            return flag(name, high);
        }
        if (low == Double.NEGATIVE_INFINITY) {
            return high == Double.POSITIVE_INFINITY ? name + " is present" : name + " <= " + Cuts.shown(high);
        }
        return high == Double.POSITIVE_INFINITY
                ? name + " > " + Cuts.shown(low)
                : Cuts.shown(low) + " < " + name + " <= " + Cuts.shown(high);
    }

    private static String flag(String name, double high) {
        return name + (high == Double.POSITIVE_INFINITY ? " is true" : " is false");
    }

    private boolean isFlag(int feature) {
        String name = name(feature);
        return features.inputs().names().contains(name)
                && features.inputs().field(name).kind() == ColumnKind.FLAG;
    }

    /// The given levels.
    String oneOf(int feature, List<Integer> codes) {
        return name(feature) + (codes.size() == 1 ? " is " : " in ") + levels(feature, codes);
    }

    /// The given levels, and missing cells and levels without a code too; said by the other levels where
    /// those are fewer.
    String oneOfOrMissing(int feature, List<Integer> codes) {
        List<Integer> others = IntStream.range(0, features.levels(feature).size())
                .filter(code -> !codes.contains(code))
                .boxed()
                .toList();
        if (codes.isEmpty()) {
            return missing(feature);
        }
        if (others.size() >= codes.size()) {
            return name(feature) + (codes.size() == 1 ? "? is " : "? in ") + levels(feature, codes);
        }
        return name(feature) + (others.size() == 1 ? " is not " : " not in ") + levels(feature, others);
    }

    private String levels(int feature, List<Integer> codes) {
        List<String> names = features.levels(feature);
        return codes.size() == 1
                ? quoted(names.get(codes.getFirst()))
                : codes.stream().map(code -> quoted(names.get(code))).collect(Collectors.joining(", ", "{", "}"));
    }

    private static String quoted(String level) {
        boolean plain = !level.isBlank() && level.equals(level.strip()) && level.indexOf(',') < 0;
        return plain ? level : "\"" + level + "\"";
    }

    String missing(int feature) {
        return name(feature)
                + (features.columns().get(feature).categorical() ? " is missing or another" : " is missing");
    }
}
