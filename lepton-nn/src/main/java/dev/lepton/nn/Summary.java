package dev.lepton.nn;

import dev.lepton.nn.layer.Parameter;
import dev.lepton.nn.layer.Signal;
import dev.lepton.nn.layer.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a network comes to for inputs of given shapes.
///
/// @param inputs one example of each, without the batch axis
/// @param rows one for each leaf, in the order of computation
public record Summary(List<Signal> inputs, List<Row> rows) {

    /// One layer.
    ///
    /// @param path its place in the network: `3`, `3.0.2`
    /// @param layer as a person would write it
    /// @param outputs what it makes of one example
    /// @param parameters elements that training changes
    /// @param buffers elements that are kept besides, such as running means
    /// @param operations floating-point operations for one example, forward; axes of unknown size count once
    public record Row(String path, String layer, List<Signal> outputs, long parameters, long buffers, long operations) {
        public Row {
            outputs = List.copyOf(outputs);
        }
    }

    public Summary {
        inputs = List.copyOf(inputs);
        rows = List.copyOf(rows);
    }

    static Summary of(List<Step> steps, List<Signal> inputs) {
        return new Summary(inputs, steps.stream().map(Summary::row).toList());
    }

    private static Row row(Step step) {
        return new Row(
                step.path(),
                step.leaf().describe(),
                step.outputs(),
                elements(step, true),
                elements(step, false),
                step.leaf().operations(step.inputs()));
    }

    private static long elements(Step step, boolean trained) {
        return step.parameters().stream()
                .filter(parameter -> parameter.trained() == trained)
                .mapToLong(Parameter::elements)
                .sum();
    }

    /// Elements that training changes.
    public long parameters() {
        return rows.stream().mapToLong(Row::parameters).sum();
    }

    /// Floating-point operations for one example, forward.
    public long operations() {
        return rows.stream().mapToLong(Row::operations).sum();
    }

    /// A table with one line for each layer, and the totals.
    @Override
    public String toString() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("", "layer", "output", "parameters", "FLOPs"));
        lines.add(List.of("", "input", joined(inputs), "", ""));
        rows.forEach(row -> lines.add(
                List.of(row.path, row.layer, joined(row.outputs), grouped(row.parameters), grouped(row.operations))));
        lines.add(List.of("", "total", "", grouped(parameters()), grouped(operations())));
        int[] widths = new int[5];
        lines.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        String form = "%-" + widths[0] + "s  %-" + widths[1] + "s  %-" + widths[2] + "s  %" + widths[3] + "s  %"
                + widths[4] + "s";
        return lines.stream()
                .map(line -> String.format(Locale.ROOT, form, line.toArray()).stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private static String joined(List<Signal> signals) {
        return signals.stream().map(Signal::toString).collect(Collectors.joining(", "));
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
