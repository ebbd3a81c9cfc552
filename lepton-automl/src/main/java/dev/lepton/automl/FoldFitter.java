package dev.lepton.automl;

import dev.lepton.model.Fit;

/// Who fits a candidate on one fold: this process, or another one.
///
/// Whoever does, equal candidates, folds and contexts give equal answers and graphs, as long as the deadline
/// does not cut them short. Thread-safe.
@FunctionalInterface
public interface FoldFitter {

    /// @param context its seed belongs to this fit alone, or to all fits of less than full fidelity on this fold,
    ///     so that chance is the same for all of them; its memo is shared by nobody
    /// @throws dev.lepton.base.LeptonException with the reason, where there is no model; the search goes on
    ///     without this candidate
    FoldFit fit(Candidate candidate, int fold, Fit context);
}
