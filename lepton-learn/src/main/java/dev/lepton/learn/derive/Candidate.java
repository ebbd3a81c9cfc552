package dev.lepton.learn.derive;

/// One column that could be made, to be judged on training rows.
sealed interface Candidate
        permits PairCandidate, GroupCandidate, CrossingCandidate, LevelCandidate, FrequencyCandidate {

    /// Into which cell each of the first rows falls by this column.
    ///
    /// @param count how many rows
    Cells cells(JudgedRows rows, int count);
}
