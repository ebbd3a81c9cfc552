package dev.lepton.automl;

import dev.lepton.base.Progress;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Memo;
import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import dev.lepton.table.Table;
import java.util.List;
import java.util.Optional;

/// A stacker and the columns that it learns from.
///
/// It is never given rows to stop by: what these tell would make its answers for them look too good.
record SecondLayer(Stacker stacker, StackColumns columns) {

    /// @param members whose answers it reads
    /// @param rows any of those that it will learn from
    static SecondLayer of(Stacker stacker, List<Candidate> members, Examples rows) {
        List<String> names = members.stream().map(Candidate::name).toList();
        return new SecondLayer(
                stacker,
                StackColumns.of(rows.task(), names, rows.inputs().schema().names()));
    }

    /// @param rows raw columns
    /// @param answers one a member, for those rows
    Table inputs(Table rows, List<? extends Predictions> answers) {
        return columns.beside(stacker.readsColumns() ? rows : rows.columns(List.of()), answers);
    }

    /// Examples of the second layer.
    Examples over(Examples rows, List<? extends Predictions> answers) {
        return new Examples(rows.task(), inputs(rows.inputs(), answers), rows.target(), rows.weights());
    }

    /// @param purpose of the fit and `index` among those of that purpose: together unlike those of other fits
    Model fit(Examples over, Fit context, String purpose, int index) {
        Fit own = new Fit(
                context.seed().child(purpose + " stacker:" + stacker.name(), index),
                context.deadline(),
                context.threads(),
                Progress.SILENT,
                context.metric(),
                new Memo());
        return stacker.learner().fit(over, Optional.empty(), own);
    }
}
