package dev.lepton.automl.searcher;

import dev.lepton.model.SearchSpace;
import dev.lepton.model.SearchSpace.Condition;
import dev.lepton.model.SearchSpace.Parameter;
import dev.lepton.model.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The points of a search space as arrays, one entry a parameter in the space's order.
///
/// A number lies between 0 and 1, evenly on its own scale; a whole number has an interval of equal width on
/// that scale around it and stands for the middle of it. A choice is the place of its value. A parameter that
/// is not active is NaN.
final class Encoding {

    private final List<Parameter> parameters;
    private final List<List<Gate>> gates = new ArrayList<>();

    /// One condition: the parameter at place `on` has one of the values at these places.
    private record Gate(int on, List<Integer> values) {}

    Encoding(SearchSpace space) {
        parameters = space.parameters();
        List<String> names = parameters.stream().map(Parameter::name).toList();
        for (String name : names) {
            gates.add(space.conditions().stream()
                    .filter(condition -> condition.parameter().equals(name))
                    .map(condition -> gate(condition, names))
                    .toList());
        }
    }

    private Gate gate(Condition condition, List<String> names) {
        int on = names.indexOf(condition.on());
        List<Object> values = ((Parameter.Choice) parameters.get(on)).values();
        return new Gate(on, condition.values().stream().map(values::indexOf).toList());
    }

    int size() {
        return parameters.size();
    }

    boolean isChoice(int place) {
        return parameters.get(place) instanceof Parameter.Choice;
    }

    /// How many values the parameter has; 0 for those that cannot be counted.
    long levels(int place) {
        return switch (parameters.get(place)) {
            case Parameter.Real real -> real.low() == real.high() ? 1 : 0;
            case Parameter.Whole whole -> whole.high() - whole.low() + 1;
            case Parameter.Choice choice -> choice.values().size();
        };
    }

    /// Whether the parameter is active, given those before it.
    boolean isActive(int place, double[] point) {
        return gates.get(place).stream()
                .allMatch(
                        gate -> !Double.isNaN(point[gate.on()]) && gate.values().contains((int) point[gate.on()]));
    }

    /// Whether the parameter has conditions.
    boolean isGated(int place) {
        return !gates.get(place).isEmpty();
    }

    /// Whether others have conditions on this parameter.
    boolean isGate(int place) {
        return gates.stream().flatMap(List::stream).anyMatch(gate -> gate.on() == place);
    }

    double[] point(Settings settings) {
        double[] point = new double[size()];
        for (int i = 0; i < point.length; i++) {
            Object value = settings.values().get(parameters.get(i).name());
            point[i] = value == null ? Double.NaN : encode(i, value);
        }
        return point;
    }

    Settings settings(double[] point) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < point.length; i++) {
            if (!Double.isNaN(point[i])) {
                values.put(parameters.get(i).name(), decode(i, point[i]));
            }
        }
        return Settings.of(values);
    }

    /// The point of the space nearest to `raw`: what is not active becomes NaN, what is active and NaN is
    /// drawn, numbers are brought into range and onto their values.
    double[] settle(double[] raw, RandomGenerator random) {
        double[] point = new double[size()];
        for (int i = 0; i < point.length; i++) {
            if (!isActive(i, point)) {
                point[i] = Double.NaN;
            } else {
                double value = Double.isNaN(raw[i]) ? ofUnit(i, random.nextDouble()) : raw[i];
                point[i] = encode(i, decode(i, value));
            }
        }
        return point;
    }

    /// The settings of the space nearest to others: values in range are kept as they are, numbers out of range
    /// brought into it, choices that there are not become the first, numbers that are not set the middle.
    Settings nearest(Settings settings) {
        double[] point = new double[size()];
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < point.length; i++) {
            Parameter parameter = parameters.get(i);
            Object value = settings.values().get(parameter.name());
            if (!isActive(i, point)) {
                point[i] = Double.NaN;
            } else if (value != null && parameter.allows(value)) {
                point[i] = encode(i, value);
                values.put(parameter.name(), value);
            } else {
                point[i] = isChoice(i) ? 0 : value instanceof Number ? encode(i, value) : 0.5;
                values.put(parameter.name(), decode(i, point[i]));
            }
        }
        return Settings.of(values);
    }

    double[] random(RandomGenerator random) {
        double[] unit = new double[size()];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = random.nextDouble(); // also for what will not be active, so that the others keep theirs
        }
        return ofUnit(unit);
    }

    /// The point to which a point of the unit cube belongs.
    double[] ofUnit(double[] unit) {
        double[] point = new double[size()];
        for (int i = 0; i < point.length; i++) {
            point[i] = isActive(i, point) ? encode(i, decode(i, ofUnit(i, unit[i]))) : Double.NaN;
        }
        return point;
    }

    /// All points, numbers that cannot be counted at `steps` values each; empty where there are more than
    /// `most`, or where steps are 0 and some cannot be counted.
    Optional<List<double[]>> all(int steps, int most) {
        List<double[]> points = List.of(new double[size()]);
        for (int i = 0; i < size(); i++) {
            List<double[]> next = new ArrayList<>();
            for (double[] point : points) {
                double[] values = isActive(i, point) ? values(i, steps, most) : new double[] {Double.NaN};
                if (values.length == 0 || next.size() + values.length > most) {
                    return Optional.empty();
                }
                for (double value : values) {
                    double[] longer = point.clone();
                    longer[i] = value;
                    next.add(longer);
                }
            }
            points = next;
        }
        return Optional.of(points);
    }

    /// The values of one parameter, evenly spread; a number has at most `steps`, or all it has where these
    /// are 0, and none where that is more than `most`.
    private double[] values(int place, int steps, int most) {
        long levels = levels(place);
        if (isChoice(place) || levels > 0 && levels <= (steps == 0 ? most : steps)) {
            double[] values = new double[(int) levels];
            for (int i = 0; i < values.length; i++) {
                values[i] = switch (parameters.get(place)) {
                    case Parameter.Choice choice -> i;
                    case Parameter.Whole whole -> encode(place, whole.low() + i);
                    case Parameter.Real real -> encode(place, real.low());
                };
            }
            return values;
        }
        double[] values = new double[steps];
        for (int i = 0; i < steps; i++) {
            values[i] = encode(place, decode(place, steps == 1 ? 0.5 : i / (steps - 1.0)));
        }
        return Arrays.stream(values).distinct().toArray();
    }

    private double ofUnit(int place, double unit) {
        return parameters.get(place) instanceof Parameter.Choice choice
                ? Math.min(
                        choice.values().size() - 1,
                        Math.floor(unit * choice.values().size()))
                : unit;
    }

    private double encode(int place, Object value) {
        return switch (parameters.get(place)) {
            case Parameter.Real real -> share(real.low(), real.high(), ((Number) value).doubleValue(), real.log());
            case Parameter.Whole whole ->
                share(whole.low() - 0.5, whole.high() + 0.5, ((Number) value).doubleValue(), whole.log());
            case Parameter.Choice choice -> choice.values().indexOf(value);
        };
    }

    private Object decode(int place, double value) {
        return switch (parameters.get(place)) {
            case Parameter.Real real ->
                Math.clamp(value(real.low(), real.high(), value, real.log()), real.low(), real.high());
            case Parameter.Whole whole ->
                Math.clamp(
                        Math.round(value(whole.low() - 0.5, whole.high() + 0.5, value, whole.log())),
                        whole.low(),
                        whole.high());
            case Parameter.Choice choice ->
                choice.values()
                        .get(Math.clamp(Math.round(value), 0, choice.values().size() - 1));
        };
    }

    private static double share(double low, double high, double value, boolean log) {
        if (low == high) {
            return 0.5;
        }
        double share = log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
        return Math.clamp(share, 0, 1);
    }

    private static double value(double low, double high, double share, boolean log) {
        double kept = Math.clamp(share, 0, 1);
        return log ? low * Math.pow(high / low, kept) : low + kept * (high - low);
    }
}
