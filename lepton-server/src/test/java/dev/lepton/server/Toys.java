package dev.lepton.server;

import dev.lepton.model.Answering;
import dev.lepton.model.Decision;
import dev.lepton.model.Estimates;
import dev.lepton.model.Nonconformity;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Task;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import dev.lepton.table.TimestampColumn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Models whose answers tell exactly what they were asked.
final class Toys {

    private static final Schema INPUTS = new Schema(List.of(
            new Field("age", ColumnKind.NUMBER),
            new Field("city", ColumnKind.CATEGORY),
            new Field("member", ColumnKind.FLAG),
            new Field("since", ColumnKind.TIMESTAMP),
            new Field("note", ColumnKind.TEXT)));

    private Toys() {}

    /// Says yes with a probability of age / 100, and of 0.5 where the age is missing.
    static ServedModel yesByAge() {
        return new ServedModel(
                "toy",
                "1",
                INPUTS,
                new Task.Classification(List.of("no", "yes")),
                Answering.PLAIN,
                new Form(
                        "answer",
                        "auc 0.9",
                        Map.of(
                                "city", new Form.Offer.Levels(List.of("Bern", " </script><b>Rome"), true),
                                "age", new Form.Offer.Range("18", "44", "90")),
                        Map.of("age", 39, "city", "Bern", "member", true, "since", "2026-01-31T08:30:15Z")),
                rows -> {
                    NumberColumn age = rows.column("age", NumberColumn.class);
                    double[] yes = new double[rows.rows()];
                    for (int row = 0; row < yes.length; row++) {
                        yes[row] = age.isMissing(row) ? 0.5 : age.get(row) / 100;
                    }
                    return Probabilities.ofPositive(yes);
                });
    }

    /// As [#yesByAge], but says yes from a third on, and has been off by 0.05, 0.1, 0.15 ... 0.95.
    static ServedModel cautious() {
        ServedModel plain = yesByAge();
        Answering answering = new Answering(
                "none", new Decision.Threshold(1.0 / 3), Optional.of(offBy(Nonconformity.Kind.IMPROBABILITY, 0.05)));
        return new ServedModel("cautious", "1", plain.inputs(), plain.task(), answering, plain.form(), plain.answer());
    }

    /// As [#sumOfCells], but has been off by 1, 2, 3 ... 19.
    static ServedModel unsureSum() {
        ServedModel plain = sumOfCells();
        Answering answering =
                new Answering("none", new Decision.MostProbable(), Optional.of(offBy(Nonconformity.Kind.RESIDUAL, 1)));
        return new ServedModel("unsure", "1", plain.inputs(), plain.task(), answering, plain.form(), plain.answer());
    }

    private static Nonconformity offBy(Nonconformity.Kind kind, double step) {
        List<Integer> ranks = IntStream.rangeClosed(1, 19).boxed().toList();
        return new Nonconformity(
                kind, 19, ranks, ranks.stream().map(rank -> rank * step).toList());
    }

    /// Estimates the sum of all cells: the number, the letters of the city and note, 1 for a member, and
    /// seconds.
    static ServedModel sumOfCells() {
        return new ServedModel(
                "sum", "3", INPUTS, Task.Regression.SQUARED, Answering.PLAIN, Form.bare("answer"), rows -> {
                    double[] sums = new double[rows.rows()];
                    for (int row = 0; row < sums.length; row++) {
                        sums[row] = sum(rows, row);
                    }
                    return Estimates.of(sums);
                });
    }

    private static double sum(Table rows, int row) {
        double age = rows.column("age", NumberColumn.class).get(row);
        double member = rows.column("member", FlagColumn.class).get(row);
        TimestampColumn since = rows.column("since", TimestampColumn.class);
        return (Double.isNaN(age) ? 0 : age)
                + rows.column("city", CategoryColumn.class).text(row).length()
                + rows.column("note").text(row).length()
                + (Double.isNaN(member) ? 0 : member)
                + (since.isMissing(row) ? 0 : since.micros(row) / 1e6);
    }

    /// Estimates the last three digits of an exact integer.
    static ServedModel lastDigits() {
        return new ServedModel(
                "digits",
                "1",
                new Schema(List.of(new Field("id", ColumnKind.NUMBER))),
                Task.Regression.SQUARED,
                Answering.PLAIN,
                Form.bare("answer"),
                rows -> {
                    NumberColumn id = rows.column("id", NumberColumn.class);
                    double[] digits = new double[rows.rows()];
                    for (int row = 0; row < digits.length; row++) {
                        digits[row] = id.exact(row) % 1000;
                    }
                    return Estimates.of(digits);
                });
    }

    /// Fails by a fault of its own.
    static ServedModel broken() {
        return new ServedModel(
                "broken", "1", INPUTS, Task.Regression.SQUARED, Answering.PLAIN, Form.bare("answer"), rows -> {
                    throw new IllegalStateException("a secret of the inside");
                });
    }
}
