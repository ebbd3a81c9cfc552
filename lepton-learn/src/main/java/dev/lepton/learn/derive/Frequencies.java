package dev.lepton.learn.derive;

import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.MlOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.learn.feature.Levels;
import dev.lepton.model.Weights;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The share of training rows that have the same level of a category column, or likewise none; 0 for an
/// unseen level.
final class Frequencies implements Step {

    /// Levels beyond so many, the rarest ones, count as unseen.
    private static final int MOST_LEVELS = 100_000;

    /// @param shares `[level..., missing, unseen]`
    @SuppressWarnings("ArrayRecordComponent") // never leaves this class, which does not write to it
    private record Source(String input, Levels levels, double[] shares) {}

    private final List<Source> sources;

    private Frequencies(List<Source> sources) {
        this.sources = List.copyOf(sources);
    }

    static Frequencies fit(List<FrequencyCandidate> wanted, Table train, Weights weights) {
        return new Frequencies(wanted.stream()
                .map(candidate -> source(candidate.input(), train, weights))
                .toList());
    }

    private static Source source(String input, Table train, Weights weights) {
        Levels levels = Levels.of(train.column(input, CategoryColumn.class), weights, MOST_LEVELS);
        double[] shares = new double[levels.size() + 2];
        for (int code = 0; code < levels.size(); code++) {
            shares[code] = levels.weight(code) / levels.totalWeight();
        }
        shares[levels.size()] = levels.missingWeight() / levels.totalWeight();
        return new Source(input, levels, shares);
    }

    static String name(String input) {
        return "frequency(" + input + ")";
    }

    @Override
    public List<String> reads() {
        return sources.stream().map(Source::input).toList();
    }

    @Override
    public List<String> names() {
        return sources.stream().map(source -> name(source.input)).toList();
    }

    @Override
    public List<Column> make(Table rows) {
        List<Column> made = new ArrayList<>();
        for (Source source : sources) {
            int[] codes = source.levels.codes(rows.column(source.input, CategoryColumn.class));
            made.add(NumberColumn.of(IntStream.of(Parts.places(source.levels, codes))
                    .mapToDouble(place -> source.shares[place])
                    .toArray()));
        }
        return made;
    }

    @Override
    public List<Value> lower(GraphBuilder builder, Map<String, Value> inputs) {
        return sources.stream()
                .map(source -> builder.ml().labelEncoder(Parts.input(inputs, source.input), mapping(source)))
                .toList();
    }

    private static MlOps.Mapping mapping(Source source) {
        List<String> keys = new ArrayList<>(source.levels.names());
        keys.add(""); // never a level: stands for a missing cell
        double[] values = new double[keys.size()];
        System.arraycopy(source.shares, 0, values, 0, values.length);
        return new MlOps.Mapping(
                Tensor.strings(Shape.of(keys.size()), keys),
                Tensor.doubles(Shape.of(values.length), values),
                Tensor.doubles(Shape.of(1), 0));
    }
}
