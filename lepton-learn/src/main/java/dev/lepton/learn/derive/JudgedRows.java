package dev.lepton.learn.derive;

import dev.lepton.learn.feature.Levels;
import dev.lepton.model.Examples;
import dev.lepton.table.CategoryColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Training rows in random order, on which candidates are judged, read as the judging needs them. Belongs to
/// one thread.
final class JudgedRows {

    private record Statistics(String number, String group) {}

    private final Examples examples;
    private final Map<String, double[]> numbers = new HashMap<>();
    private final Map<String, int[]> codes = new HashMap<>();
    private final Map<String, double[]> levelWeights = new HashMap<>();
    private final Map<Statistics, LevelMoments> moments = new HashMap<>();

    JudgedRows(Examples examples) {
        this.examples = examples;
    }

    int size() {
        return examples.size();
    }

    double[] weights() {
        return examples.weights().toArray();
    }

    /// One number a row, NaN where missing.
    double[] numbers(String name) {
        return numbers.computeIfAbsent(name, column -> Numbers.read(examples.inputs(), column));
    }

    /// The level of each row, missing cells being one of their own: `0 .. levels - 2`. No row has the last
    /// one, which is the unseen level's.
    int[] codes(String name) {
        return codes.computeIfAbsent(name, input -> {
            CategoryColumn column = examples.inputs().column(input, CategoryColumn.class);
            Levels levels = Levels.of(column, examples.weights(), Integer.MAX_VALUE);
            double[] weights = new double[levels.size() + 2];
            for (int code = 0; code < levels.size(); code++) {
                weights[code] = levels.weight(code);
            }
            weights[levels.size()] = levels.missingWeight();
            levelWeights.put(input, weights);
            return Parts.places(levels, levels.codes(column));
        });
    }

    /// How much the rows of each level weigh.
    double[] levelWeights(String name) {
        codes(name); // weighs the levels too
        return Objects.requireNonNull(levelWeights.get(name), name);
    }

    /// A statistic of a number column for each level of a category column.
    double[] statistics(String number, String group, GroupStatistics.Statistic statistic) {
        return moments.computeIfAbsent(
                        new Statistics(number, group),
                        unused -> new LevelMoments(
                                numbers(number), codes(group), levelWeights(group).length, examples.weights()))
                .of(statistic);
    }

    /// The cells of a raw number or category column; of any other kind there are none.
    List<Cells> rawCells(String name) {
        return switch (examples.inputs().schema().field(name).kind()) {
            case NUMBER -> List.of(Cells.ofNumbers(numbers(name)));
            case CATEGORY -> List.of(new Cells(codes(name), levelWeights(name).length));
            case FLAG, TIMESTAMP, TEXT, ENCODED -> List.of();
        };
    }
}
