package dev.lepton.learn.derive;

import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// All columns that are worth being judged: made of the raw columns that helped trees most, since there are
/// too many of all.
final class Candidates {

    private static final int NUMBERS_IN_PAIRS = 24;
    private static final int NUMBERS_IN_GROUPS = 12;
    private static final int GROUPS = 8;
    private static final int CATEGORIES_IN_CROSSINGS = 16;

    private Candidates() {}

    /// Whether there can be any.
    static boolean any(DeriveOptions options, Schema inputs) {
        long numbers = count(inputs, ColumnKind.NUMBER);
        long categories = count(inputs, ColumnKind.CATEGORY);
        return options.pairs() > 0 && numbers > 1
                || options.groups() > 0 && numbers > 0 && categories > 0
                || options.crossings() > 0 && categories > 0
                || options.frequencies() > 0 && categories > 0;
    }

    private static long count(Schema inputs, ColumnKind kind) {
        return inputs.fields().stream().filter(field -> field.kind() == kind).count();
    }

    /// @param inputs raw columns and levels of numbers
    /// @param gains how much each of them helped
    /// @param levels which of them are levels of numbers
    static List<Candidate> of(
            DeriveOptions options, Schema inputs, Map<String, Double> gains, Collection<String> levels) {
        List<String> numbers = best(inputs, ColumnKind.NUMBER, gains);
        List<String> categories = best(inputs, ColumnKind.CATEGORY, gains);
        List<Candidate> all = new ArrayList<>();
        if (options.pairs() > 0) {
            addPairs(all, first(numbers, NUMBERS_IN_PAIRS));
        }
        if (options.groups() > 0) {
            addGroups(all, first(numbers, NUMBERS_IN_GROUPS), first(categories, GROUPS));
        }
        if (options.crossings() > 0) {
            addCrossings(all, first(categories, CATEGORIES_IN_CROSSINGS));
            levels.forEach(level -> all.add(new LevelCandidate(level)));
        }
        if (options.frequencies() > 0) {
            categories.forEach(category -> all.add(new FrequencyCandidate(category)));
        }
        return all;
    }

    private static void addPairs(List<Candidate> all, List<String> numbers) {
        for (int i = 0; i < numbers.size(); i++) {
            for (int j = i + 1; j < numbers.size(); j++) {
                for (Arithmetic.Operation operation : Arithmetic.Operation.values()) {
                    all.add(new PairCandidate(operation, numbers.get(i), numbers.get(j)));
                }
                all.add(new PairCandidate(Arithmetic.Operation.RATIO, numbers.get(j), numbers.get(i)));
            }
        }
    }

    private static void addGroups(List<Candidate> all, List<String> numbers, List<String> groups) {
        for (String group : groups) {
            for (String number : numbers) {
                for (GroupStatistics.Statistic statistic : GroupStatistics.Statistic.values()) {
                    all.add(new GroupCandidate(statistic, number, group));
                }
            }
        }
    }

    private static void addCrossings(List<Candidate> all, List<String> categories) {
        for (int i = 0; i < categories.size(); i++) {
            for (int j = i + 1; j < categories.size(); j++) {
                all.add(new CrossingCandidate(categories.get(i), categories.get(j)));
            }
        }
    }

    /// Columns of a kind, those that helped most first, equal ones in the table's order.
    private static List<String> best(Schema inputs, ColumnKind kind, Map<String, Double> gains) {
        return inputs.fields().stream()
                .filter(field -> field.kind() == kind)
                .map(Field::name)
                .sorted(Comparator.comparingDouble(name -> -gains.getOrDefault(name, 0.0)))
                .toList();
    }

    private static List<String> first(List<String> names, int most) {
        return names.subList(0, Math.min(most, names.size()));
    }
}
