package dev.lepton.pipeline;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// How large forests are made for a task.
///
/// @param trees of all classes of one fold's forest at most
/// @param rows that all of these trees are grown from together at most, as long as a few trees are left
/// @param leaves of all trees of one fold's forest at most
record ForestSize(int trees, long rows, int leaves) {

    private static final int MOST_TREES = 100; // a class
    private static final int FEWEST_TREES = 20; // a class
    private static final int FEWEST_LEAVES = 32; // a tree

    /// More leaves cost time and gain little where labels are clean (California housing, Covertype: 2 % of the
    /// error), and lose where they are noisy (Adult).
    private static final ForestSize RANDOM_FOREST = new ForestSize(MOST_TREES, Long.MAX_VALUE, 40_000);

    /// Extra trees answer poorly unless they are grown to the end, because their splits are random: with 40,000
    /// leaves the error is a tenth (California housing) to a half (Covertype) larger. So many rows take much
    /// time. 50 trees a class in place of 20 take 7 % off the error of seven classes (Covertype, Wine Quality),
    /// and 100 little more.
    private static final ForestSize EXTRA_TREES = new ForestSize(400, 1_500_000, 800_000);

    static ForestSize of(String learner) {
        return learner.equals("extra_trees") ? EXTRA_TREES : RANDOM_FOREST;
    }

    /// @param learnt rows that are learnt from
    /// @param outputs classes where there are three or more, else 1
    /// @return in an order that is always the same, since tasks are known by the text of their settings
    SequencedMap<String, Integer> settings(int learnt, int outputs) {
        int each = Math.clamp(Math.min(trees, rows / learnt) / outputs, FEWEST_TREES, MOST_TREES);
        SequencedMap<String, Integer> settings = new LinkedHashMap<>();
        settings.put("trees", each);
        settings.put("maxLeaves", Math.max(FEWEST_LEAVES, leaves / each / outputs));
        return settings;
    }
}
