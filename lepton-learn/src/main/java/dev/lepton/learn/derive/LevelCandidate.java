package dev.lepton.learn.derive;

import java.util.Arrays;

/// A number column as a category.
///
/// @param level the made column
record LevelCandidate(String level) implements Candidate {

    @Override
    public Cells cells(JudgedRows rows, int count) {
        return new Cells(Arrays.copyOf(rows.codes(level), count), rows.levelWeights(level).length);
    }
}
