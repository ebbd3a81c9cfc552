package dev.lepton.data.check;

import dev.lepton.table.Column;
import dev.lepton.table.Table;
import dev.lepton.table.TimestampColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Hints that rows have an order, which random folds would mix up.
final class OrderChecks {

    private static final int FEWEST_ROWS = 100;
    private static final double IN_ORDER = 0.99;

    private OrderChecks() {}

    static List<Finding> of(Table table, Optional<String> target) {
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<String, Column> entry : Cells.byName(table).entrySet()) {
            if (entry.getValue() instanceof TimestampColumn moments && !target.equals(Optional.of(entry.getKey()))) {
                hint(entry.getKey(), moments, findings);
            }
        }
        return findings;
    }

    private static void hint(String name, TimestampColumn moments, List<Finding> findings) {
        long last = Long.MIN_VALUE;
        int pairs = 0;
        int rising = 0;
        boolean varies = false;
        for (int row = 0; row < moments.size(); row++) {
            if (!moments.isMissing(row)) {
                long moment = moments.micros(row);
                if (last != Long.MIN_VALUE) {
                    pairs++;
                    rising += moment >= last ? 1 : 0;
                    varies |= moment != last;
                }
                last = moment;
            }
        }
        if (pairs >= FEWEST_ROWS && varies && rising >= IN_ORDER * pairs) {
            findings.add(Finding.note(
                    "time_order",
                    Finding.column(name),
                    "Rows come in the order of column \"" + name
                            + "\". If later rows are to be predicted from earlier ones, validate in that order, with"
                            + " --time-column " + name + "; random folds would promise too much."));
        }
    }
}
