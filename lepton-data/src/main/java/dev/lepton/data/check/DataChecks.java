package dev.lepton.data.check;

import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All checks of tables. Each costs one pass or one sort of a column at most; columns with more than
/// [Cells#MOST] rows are judged by rows at equal distances.
public final class DataChecks {

    private DataChecks() {}

    /// Checks one table.
    ///
    /// @param target the column to be predicted
    /// @return the worst first
    /// @throws dev.lepton.base.LeptonException NOT_FOUND where there is no such target
    public static List<Finding> of(Table table, Optional<String> target) {
        List<Finding> findings = new ArrayList<>();
        target.ifPresent(name -> findings.addAll(TargetChecks.of(table, name)));
        findings.addAll(ValueChecks.of(table));
        findings.addAll(OrderChecks.of(table, target));
        return Findings.sorted(findings);
    }

    /// Checks rows to be judged on, or to be answered, against those to learn from: whether columns have the
    /// same distribution, and whether rows are the same.
    ///
    /// @param target the column to be predicted, where both have it
    /// @return the worst first
    public static List<Finding> between(Table train, Table test, Optional<String> target) {
        List<Finding> findings = new ArrayList<>(DriftChecks.of(train, test, target));
        findings.addAll(OverlapChecks.of(train, test, target));
        return Findings.sorted(findings);
    }
}
