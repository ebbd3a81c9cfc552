package dev.lepton.testkit;

import dev.lepton.model.SearchSpace;
import dev.lepton.model.SearchSpace.Parameter;
import dev.lepton.model.SearchSpace.Parameter.Choice;
import dev.lepton.model.SearchSpace.Parameter.Real;
import dev.lepton.model.SearchSpace.Parameter.Whole;
import dev.lepton.model.Settings;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Surfaces from the literature on global optimisation (Surjanovic and Bingham's library of test functions has
/// their definitions), and a conditional one.
public final class Surfaces {

    /// Two dimensions, three equal valleys.
    public static final Surface BRANIN = new Surface(
            "branin",
            SearchSpace.of(new Real("x0", -5, 10, false), new Real("x1", 0, 15, false)),
            0.39788735772973816,
            10,
            values -> {
                double x = number(values, "x0");
                double y = number(values, "x1");
                double valley = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
                return valley * valley + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
            });

    /// Six dimensions, six valleys of different depth.
    public static final Surface HARTMANN6 =
            new Surface("hartmann6", cube(6, 0, 1), -3.322368011415515, 0.5, Surfaces::hartmann);

    /// Six dimensions, a wide funnel with many small holes.
    public static final Surface ACKLEY = of("ackley", 6, -20, 30, x -> {
        double squares = IntStream.range(0, 6).mapToDouble(i -> x[i] * x[i]).sum();
        double waves = IntStream.range(0, 6)
                .mapToDouble(i -> Math.cos(2 * Math.PI * x[i]))
                .sum();
        return -20 * Math.exp(-0.2 * Math.sqrt(squares / 6)) - Math.exp(waves / 6) + 20 + Math.E;
    });

    /// Four dimensions, one long curved valley.
    public static final Surface ROSENBROCK = of(
            "rosenbrock",
            4,
            -2,
            2.5,
            x -> IntStream.range(0, 3)
                    .mapToDouble(i -> 100 * Math.pow(x[i + 1] - x[i] * x[i], 2) + Math.pow(1 - x[i], 2))
                    .sum());

    /// Five dimensions, parallel ridges.
    public static final Surface LEVY = of("levy", 5, -10, 10, x -> {
        double[] w = IntStream.range(0, 5).mapToDouble(i -> 1 + (x[i] - 1) / 4).toArray();
        double first = Math.pow(Math.sin(Math.PI * w[0]), 2);
        double middle = IntStream.range(0, 4)
                .mapToDouble(i -> Math.pow(w[i] - 1, 2) * (1 + 10 * Math.pow(Math.sin(Math.PI * w[i] + 1), 2)))
                .sum();
        return first + middle + Math.pow(w[4] - 1, 2) * (1 + Math.pow(Math.sin(2 * Math.PI * w[4]), 2));
    });

    /// Three kinds of learners with settings of their own. The optimum 0 is a tree of depth 7 with rate 0.05;
    /// the best net has 0.08 (two layers of 64 units, `tanh`, rate 0.01), the best line 0.2 (penalty 1).
    public static final Surface MIXED = new Surface("mixed", mixedSpace(), 0, 0.05, Surfaces::mixed);

    private static final double[] HARTMANN_HEIGHTS = {1, 1.2, 3, 3.2};
    private static final double[][] HARTMANN_WIDTHS = {
        {10, 3, 17, 3.5, 1.7, 8}, {0.05, 10, 17, 0.1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, 0.05, 10, 0.1, 14}
    };
    private static final double[][] HARTMANN_PLACES = {
        {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
        {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
        {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
        {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
    };

    private Surfaces() {}

    private static Surface of(String name, int dimensions, double low, double high, ToDoubleFunction<double[]> loss) {
        return new Surface(
                name,
                cube(dimensions, low, high),
                0,
                1,
                values -> loss.applyAsDouble(IntStream.range(0, dimensions)
                        .mapToDouble(i -> number(values, "x" + i))
                        .toArray()));
    }

    private static SearchSpace cube(int dimensions, double low, double high) {
        return SearchSpace.of(IntStream.range(0, dimensions)
                .mapToObj(i -> new Real("x" + i, low, high, false))
                .toArray(Parameter[]::new));
    }

    private static double hartmann(Map<String, Object> values) {
        double sum = 0;
        for (int i = 0; i < HARTMANN_HEIGHTS.length; i++) {
            double distance = 0;
            for (int j = 0; j < 6; j++) {
                double off = number(values, "x" + j) - HARTMANN_PLACES[i][j];
                distance += HARTMANN_WIDTHS[i][j] * off * off;
            }
            sum += HARTMANN_HEIGHTS[i] * Math.exp(-distance);
        }
        return -sum;
    }

    private static SearchSpace mixedSpace() {
        return SearchSpace.of(
                        new Choice("kind", List.of("line", "tree", "net")),
                        new Real("penalty", 1e-4, 1e4, true),
                        new Whole("depth", 1, 16, false),
                        new Real("rate", 1e-4, 1, true),
                        new Whole("layers", 1, 4, false),
                        new Whole("units", 8, 512, true),
                        new Choice("activation", List.of("relu", "tanh", "sigmoid")))
                .when("kind", List.of("line"), "penalty")
                .when("kind", List.of("tree"), "depth")
                .when("kind", List.of("tree", "net"), "rate")
                .when("kind", List.of("net"), "layers")
                .when("kind", List.of("net"), "units")
                .when("kind", List.of("net"), "activation")
                .startingAt(Settings.of(Map.of("kind", "line")));
    }

    private static double mixed(Map<String, Object> values) {
        return switch (String.valueOf(values.get("kind"))) {
            case "line" -> 0.2 + square(Math.log10(number(values, "penalty"))) / 20;
            case "tree" -> {
                double depth = (number(values, "depth") - 7) / 5;
                double rate = Math.log10(number(values, "rate") / 0.05);
                yield square(depth) / 2 + square(rate + depth) / 3; // deep trees want a low rate
            }
            default ->
                0.08
                        + square(number(values, "layers") - 2) / 20
                        + square(Math.log(number(values, "units") / 64)) / 10
                        + square(Math.log10(number(values, "rate") / 0.01)) / 5
                        + ("tanh".equals(values.get("activation")) ? 0 : 0.1);
        };
    }

    private static double square(double value) {
        return value * value;
    }

    private static double number(Map<String, Object> values, String name) {
        return values.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
