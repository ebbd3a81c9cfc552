package dev.lepton.learn.derive;

/// A statistic of a number column within the levels of a category column.
record GroupCandidate(GroupStatistics.Statistic statistic, String number, String group) implements Candidate {

    @Override
    public Cells cells(JudgedRows rows, int count) {
        double[] ofLevel = rows.statistics(number, group, statistic);
        double[] own = rows.numbers(number);
        int[] level = rows.codes(group);
        double[] values = new double[count];
        for (int row = 0; row < count; row++) {
            double looked = ofLevel[level[row]];
            values[row] = statistic == GroupStatistics.Statistic.DISTANCE ? own[row] - looked : looked;
        }
        return Cells.ofNumbers(values);
    }
}
