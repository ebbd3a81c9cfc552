package dev.lepton.bench;

import dev.lepton.data.ReadOptions;
import dev.lepton.data.Source;
import dev.lepton.data.Tables;
import dev.lepton.model.Estimates;
import dev.lepton.model.Labels;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Target;
import dev.lepton.model.Values;
import dev.lepton.table.Column;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The targets of a set's test rows, and files of answers brought into the same order of classes.
///
/// @param classes in ascending order; empty for a regression
record Truth(PublicSet set, List<String> classes, Target target) {

    static Truth of(PublicSet set) {
        Column column = column(set, set.test());
        if (!set.isClassification()) {
            return new Truth(set, List.of(), Values.of(numbers(column)));
        }
        List<String> classes = IntStream.range(0, column.size())
                .mapToObj(column::text)
                .distinct()
                .sorted()
                .toList();
        int[] codes = IntStream.range(0, column.size())
                .map(row -> classes.indexOf(column.text(row)))
                .toArray();
        return new Truth(set, classes, Labels.of(codes));
    }

    /// What is answered without looking at a row: the shares of the classes, or the mean, of the training rows.
    Predictions dummy() {
        Column column = column(set, set.train());
        int rows = target.size();
        if (!set.isClassification()) {
            double[] same = new double[rows];
            Arrays.fill(same, Arrays.stream(numbers(column)).average().orElseThrow());
            return Estimates.of(same);
        }
        double[] shares = new double[classes.size()];
        for (int row = 0; row < column.size(); row++) {
            shares[classes.indexOf(column.text(row))] += 1.0 / column.size();
        }
        double[] all = new double[rows * shares.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = shares[i % shares.length];
        }
        return Probabilities.of(all, shares.length);
    }

    /// A CSV with the columns `probability_<class>`, or `prediction` for numbers; others are passed over.
    Predictions read(Path answers) {
        Table table = Tables.read(Source.parse(answers.toString())).table();
        if (table.rows() != target.size()) {
            throw new IllegalStateException(answers + " answers " + table.rows() + " of " + target.size() + " rows");
        }
        if (!set.isClassification()) {
            return Estimates.of(numbers(table.column("prediction")));
        }
        double[] all = new double[target.size() * classes.size()];
        for (int c = 0; c < classes.size(); c++) {
            double[] one = numbers(table.column("probability_" + classes.get(c)));
            for (int row = 0; row < one.length; row++) {
                all[row * classes.size() + c] = one[row];
            }
        }
        return Probabilities.of(all, classes.size());
    }

    private static Column column(PublicSet set, Path file) {
        ReadOptions options = set.isClassification()
                ? ReadOptions.DEFAULTS.withKinds(Map.of(set.target(), ColumnKind.CATEGORY))
                : ReadOptions.DEFAULTS;
        return Tables.read(Source.parse(file.toString()), options).table().column(set.target());
    }

    private static double[] numbers(Column column) {
        if (!(column instanceof NumberColumn numbers)) {
            throw new IllegalStateException(
                    "Numbers were expected, but came " + column.kind().id());
        }
        double[] values = new double[numbers.size()];
        numbers.copyTo(0, values);
        return values;
    }
}
