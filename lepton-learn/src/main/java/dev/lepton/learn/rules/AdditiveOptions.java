package dev.lepton.learn.rules;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;
import dev.lepton.learn.feature.FeatureOptions;
import dev.lepton.model.SearchSpace;

/// Settings of [AdditiveRules].
///
/// @param maxRules steps of all features together at most
/// @param maxBin bins of one feature at most, before steps are merged
/// @param bags how many times shapes are learnt, each time stopping by an eighth of the rows that is held
///     out, before they are averaged; 1 learns once from all rows, for all `rounds`
/// @param rounds passes over all features at most
/// @param learningRate share of each improvement that is taken
/// @param leaves steps that one improvement of one feature has at most
/// @param minWeight weight of the rows of one such step at least
/// @param smoothing how many rows' worth of no effect is mixed into each step
/// @param features how raw columns become features
public record AdditiveOptions(
        int maxRules,
        int maxBin,
        int bags,
        int rounds,
        double learningRate,
        int leaves,
        double minWeight,
        double smoothing,
        FeatureOptions features) {

    /// Categories stay codes, so that their levels can be told apart in one step; few words, no runs of
    /// characters, because nobody reads those.
    private static final FeatureOptions READABLE = FeatureOptions.TREES
            .withCategories(FeatureOptions.Categories.CODES.withMaxLevels(128))
            .withTexts(new FeatureOptions.Texts(64, 0));

    public static final AdditiveOptions DEFAULTS = new AdditiveOptions(64, 128, 3, 200, 0.2, 3, 20, 1, READABLE);

    public static final SearchSpace SPACE = SearchSpace.of(
            new SearchSpace.Parameter.Whole("maxRules", 8, 64, true),
            new SearchSpace.Parameter.Real("smoothing", 0.1, 100, true),
            new SearchSpace.Parameter.Real("minWeight", 2, 100, true));

    public AdditiveOptions {
        new Problems("Additive options")
                .require(maxRules >= 2, "maxRules is " + maxRules + "; it must be 2 or more.")
                .require(maxBin >= 2 && maxBin <= 254, "maxBin is " + maxBin + "; it must lie in 2 .. 254.")
                .require(bags >= 1, "bags is " + bags + "; it must be 1 or more.")
                .require(rounds >= 1, "rounds is " + rounds + "; it must be 1 or more.")
                .require(
                        learningRate > 0 && learningRate <= 1,
                        "learningRate is " + learningRate + "; it must be above 0 and at most 1.")
                .require(leaves >= 2, "leaves is " + leaves + "; it must be 2 or more.")
                .require(minWeight >= 0, "minWeight is " + minWeight + "; it must be 0 or more.")
                .require(smoothing > 0, "smoothing is " + smoothing + "; it must be more than 0.")
                .throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    public AdditiveOptions withMaxRules(int rules) {
        return new AdditiveOptions(rules, maxBin, bags, rounds, learningRate, leaves, minWeight, smoothing, features);
    }

    public AdditiveOptions withBags(int number) {
        return new AdditiveOptions(
                maxRules, maxBin, number, rounds, learningRate, leaves, minWeight, smoothing, features);
    }

    public AdditiveOptions withRounds(int number) {
        return new AdditiveOptions(
                maxRules, maxBin, bags, number, learningRate, leaves, minWeight, smoothing, features);
    }

    public AdditiveOptions withMinWeight(double weight) {
        return new AdditiveOptions(maxRules, maxBin, bags, rounds, learningRate, leaves, weight, smoothing, features);
    }

    public AdditiveOptions withFeatures(FeatureOptions other) {
        return new AdditiveOptions(maxRules, maxBin, bags, rounds, learningRate, leaves, minWeight, smoothing, other);
    }
}
