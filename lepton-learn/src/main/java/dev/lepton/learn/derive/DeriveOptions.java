package dev.lepton.learn.derive;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;

/// Which columns are made of raw ones. Counts are bounds: only what says something about training rows that
/// boosted trees over the raw columns did not find by themselves is made.
///
/// @param pairs sums, differences, products and ratios of two numbers at most
/// @param groups statistics of numbers by the levels of a category at most
/// @param crossings categories made of two at most
/// @param frequencies shares of training rows with the same level at most
/// @param numberLevels whether whole numbers that repeat count as categories too: by themselves, at most as
///     many as crossings, and in groups, crossings and frequencies
/// @param components share of the numbers' variance that principal components shall hold; 0 makes none
/// @param textShares whether texts get the shares of digits, capitals, signs and spaces
/// @param timeSpans whether pairs of timestamps get the days between them
/// @param probes whether columns, raw or made, that help trees no more than shuffled copies of them are left
///     out
/// @param clear how many standard errors what a column says must be above zero for it to be made. What only
///     fits noise is below zero on average, so at 2 few of a thousand columns pass by chance
/// @param judgedRows training rows on which is judged what to make, at most
public record DeriveOptions(
        int pairs,
        int groups,
        int crossings,
        int frequencies,
        boolean numberLevels,
        double components,
        boolean textShares,
        boolean timeSpans,
        boolean probes,
        double clear,
        int judgedRows) {

    public static final DeriveOptions DEFAULTS = new DeriveOptions(12, 8, 8, 4, true, 0, true, true, false, 2, 20_000);

    public DeriveOptions {
        new Problems("Options of made columns")
                .require(pairs >= 0, "pairs is " + pairs + "; it must be 0 or more.")
                .require(groups >= 0, "groups is " + groups + "; it must be 0 or more.")
                .require(crossings >= 0, "crossings is " + crossings + "; it must be 0 or more.")
                .require(frequencies >= 0, "frequencies is " + frequencies + "; it must be 0 or more.")
                .require(
                        components >= 0 && components <= 1, "components is " + components + "; it must be from 0 to 1.")
                .require(clear >= 0, "clear is " + clear + "; it must be 0 or more.")
                .require(judgedRows >= 100, "judgedRows is " + judgedRows + "; it must be 100 or more.")
                .throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    /// @param candidate asks for the bound of its sort
    int most(Candidate candidate) {
        return switch (candidate) {
            case PairCandidate c -> pairs;
            case GroupCandidate c -> groups;
            case CrossingCandidate c -> crossings;
            case LevelCandidate c -> crossings;
            case FrequencyCandidate c -> frequencies;
        };
    }
}
