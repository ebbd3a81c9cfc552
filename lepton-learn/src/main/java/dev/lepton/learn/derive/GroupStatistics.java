package dev.lepton.learn.derive;

import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Value;
import dev.lepton.learn.feature.Levels;
import dev.lepton.model.Weights;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Statistics of number columns over the training rows of one level of a category column: the level of a row
/// is looked up. Missing cells are a level of their own. An unseen level, and one with fewer than
/// [#FEWEST] present numbers, has the statistics of all rows.
final class GroupStatistics implements Step {

    enum Statistic {
        MEAN,
        /// Standard deviation.
        SPREAD,
        LOWEST,
        HIGHEST,
        /// The row's own number less the mean.
        DISTANCE
    }

    /// Of fewer numbers a statistic says more about them than about the level.
    static final int FEWEST = 5;

    /// Levels beyond so many, the rarest ones, count as unseen.
    private static final int MOST_LEVELS = 10_000;

    private final String group;
    private final Levels levels;
    private final List<GroupCandidate> wanted;
    private final double[][] table; // [level..., missing, unseen][wanted]

    private GroupStatistics(String group, Levels levels, List<GroupCandidate> wanted, double[][] table) {
        this.group = group;
        this.levels = levels;
        this.wanted = List.copyOf(wanted);
        this.table = table;
    }

    /// @param wanted one or more, all of the same group
    static GroupStatistics fit(List<GroupCandidate> wanted, Table train, Weights weights) {
        String group = wanted.getFirst().group();
        CategoryColumn column = train.column(group, CategoryColumn.class);
        Levels levels = Levels.of(column, weights, MOST_LEVELS);
        int[] places = Parts.places(levels, levels.codes(column));
        double[][] table = new double[levels.size() + 2][wanted.size()];
        for (int i = 0; i < wanted.size(); i++) {
            double[] numbers = Numbers.read(train, wanted.get(i).number());
            double[] statistics = new LevelMoments(numbers, places, table.length, weights)
                    .of(wanted.get(i).statistic());
            for (int place = 0; place < table.length; place++) {
                table[place][i] = statistics[place];
            }
        }
        return new GroupStatistics(group, levels, wanted, table);
    }

    static String name(GroupCandidate wanted) {
        return wanted.statistic().name().toLowerCase(Locale.ROOT) + "(" + wanted.number() + " by " + wanted.group()
                + ")";
    }

    @Override
    public List<String> reads() {
        return Stream.concat(Stream.of(group), wanted.stream().map(GroupCandidate::number))
                .toList();
    }

    @Override
    public List<String> names() {
        return wanted.stream().map(GroupStatistics::name).toList();
    }

    @Override
    public List<Column> make(Table rows) {
        int[] places = Parts.places(levels, levels.codes(rows.column(group, CategoryColumn.class)));
        List<Column> made = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            int at = i;
            double[] values =
                    IntStream.of(places).mapToDouble(place -> table[place][at]).toArray();
            if (wanted.get(i).statistic() == Statistic.DISTANCE) {
                double[] own = Numbers.read(rows, wanted.get(i).number());
                Arrays.setAll(values, row -> own[row] - values[row]);
            }
            made.add(NumberColumn.of(values));
        }
        return made;
    }

    @Override
    public List<Value> lower(GraphBuilder builder, Map<String, Value> inputs) {
        Value looked = Parts.lookUp(builder, Parts.input(inputs, group), levels, table);
        List<Value> made = new ArrayList<>(Parts.split(builder, looked, wanted.size()));
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).statistic() == Statistic.DISTANCE) {
                Value own = Parts.input(inputs, wanted.get(i).number());
                made.set(i, builder.ops().sub(own, made.get(i)));
            }
        }
        return made;
    }
}
