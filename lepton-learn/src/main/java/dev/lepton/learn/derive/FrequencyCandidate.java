package dev.lepton.learn.derive;

/// How frequent the levels of a category column are.
record FrequencyCandidate(String input) implements Candidate {

    @Override
    public Cells cells(JudgedRows rows, int count) {
        double[] weights = rows.levelWeights(input);
        int[] level = rows.codes(input);
        double[] values = new double[count];
        for (int row = 0; row < count; row++) {
            values[row] = weights[level[row]];
        }
        return Cells.ofNumbers(values);
    }
}
