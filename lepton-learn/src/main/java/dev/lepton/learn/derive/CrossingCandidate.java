package dev.lepton.learn.derive;

/// The pairs of levels of two category columns.
record CrossingCandidate(String left, String right) implements Candidate {

    @Override
    public Cells cells(JudgedRows rows, int count) {
        return Cells.ofPairs(rows.codes(left), rows.codes(right), count);
    }
}
