package dev.lepton.learn.derive;

/// Two number columns under one operation.
record PairCandidate(Arithmetic.Operation operation, String left, String right) implements Candidate {

    @Override
    public Cells cells(JudgedRows rows, int count) {
        double[] first = rows.numbers(left);
        double[] second = rows.numbers(right);
        double[] values = new double[count];
        for (int row = 0; row < count; row++) {
            values[row] = operation.of(first[row], second[row]);
        }
        return Cells.ofNumbers(values);
    }
}
