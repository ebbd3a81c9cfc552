package dev.lepton.learn.derive;

import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.MlOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Number columns as categories, for whole numbers that may be names: of regions, of products, of hours. A
/// number that no training row has becomes one common level.
final class NumberLevels implements Step {

    private static final int FEWEST_LEVELS = 3;
    private static final int MOST_LEVELS = 20_000;

    /// Where levels have fewer rows than this on average, they are quantities or keys.
    private static final int ROWS_PER_LEVEL = 2;

    /// Whole numbers beyond this have no float64 of their own.
    private static final double EXACT = 1L << 53;

    private static final String UNSEEN = "(unseen)";

    /// @param numbers ascending
    @SuppressWarnings("ArrayRecordComponent") // never leaves this class, which does not write to it
    private record Source(String input, double[] numbers) {

        String level(double number) {
            if (Double.isNaN(number)) {
                return "";
            }
            return Arrays.binarySearch(numbers, number + 0.0) >= 0 ? Long.toString((long) number) : UNSEEN;
        }
    }

    private final List<Source> sources;

    private NumberLevels(List<Source> sources) {
        this.sources = List.copyOf(sources);
    }

    /// Of those of the named number columns whose training rows look like names.
    static NumberLevels fit(List<String> inputs, Table train) {
        List<Source> sources = new ArrayList<>();
        for (String input : inputs) {
            numbers(Numbers.read(train, input)).ifPresent(numbers -> sources.add(new Source(input, numbers)));
        }
        return new NumberLevels(sources);
    }

    private static Optional<double[]> numbers(double[] values) {
        double[] present =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        boolean whole = Arrays.stream(present).allMatch(value -> value == Math.rint(value) && Math.abs(value) < EXACT);
        if (!whole) {
            return Optional.empty();
        }
        double[] numbers = Arrays.stream(present)
                .map(value -> value + 0.0) // no negative zero
                .distinct()
                .sorted()
                .toArray();
        int most = Math.min(MOST_LEVELS, values.length / ROWS_PER_LEVEL);
        return numbers.length >= FEWEST_LEVELS && numbers.length <= most ? Optional.of(numbers) : Optional.empty();
    }

    /// Only the columns whose name is in `kept`.
    NumberLevels only(Set<String> kept) {
        return new NumberLevels(sources.stream()
                .filter(source -> kept.contains(name(source.input)))
                .toList());
    }

    private static String name(String input) {
        return "level(" + input + ")";
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
            NumberColumn numbers = rows.column(source.input, NumberColumn.class);
            List<String> levels = new ArrayList<>(numbers.size());
            for (int row = 0; row < numbers.size(); row++) {
                levels.add(source.level(numbers.get(row)));
            }
            made.add(CategoryColumn.of(levels));
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
        int levels = source.numbers.length;
        double[] keys = Arrays.copyOf(source.numbers, levels + 1);
        keys[levels] = Double.NaN;
        return new MlOps.Mapping(
                Tensor.doubles(Shape.of(keys.length), keys),
                Tensor.strings(
                        Shape.of(keys.length),
                        Arrays.stream(keys).mapToObj(source::level).toList()),
                Tensor.strings(Shape.of(1), List.of(UNSEEN)));
    }
}
