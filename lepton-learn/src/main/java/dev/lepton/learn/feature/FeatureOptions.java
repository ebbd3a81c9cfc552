package dev.lepton.learn.feature;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;

/// How raw columns become features.
public record FeatureOptions(Numbers numbers, Categories categories, Texts texts) {

    /// What trees with categorical splits want: numbers as they are, NaN where missing; categories as codes.
    public static final FeatureOptions TREES = new FeatureOptions(Numbers.PLAIN, Categories.CODES, Texts.SMALL);

    /// As [#TREES], but categories of many levels as target statistics and frequency.
    public static final FeatureOptions TREES_ENCODED =
            new FeatureOptions(Numbers.PLAIN, Categories.ENCODED, Texts.SMALL);

    /// What linear models want: every feature present and of similar scale, categories one-hot.
    public static final FeatureOptions LINEAR = new FeatureOptions(Numbers.STANDARD, Categories.ONE_HOT, Texts.LARGE);

    /// What nets want: as [#LINEAR], but from 10 levels on categories are codes, which a net embeds, and texts
    /// have few columns.
    public static final FeatureOptions NETS = new FeatureOptions(
            Numbers.STANDARD,
            Categories.CODES.withCodings(Coding.ONE_HOT, Coding.CODE).withFewLevels(9),
            Texts.SMALL);

    public static final FeatureOptions DEFAULTS = TREES;

    /// What is made of numbers, flags and the calendar parts of timestamps.
    ///
    /// @param impute whether the median of the training rows stands for a missing value; otherwise NaN does
    /// @param indicate whether a further feature says that the value was missing, where training rows had
    ///     such
    /// @param standardise whether values are shifted and scaled to mean 0 and standard deviation 1, and
    ///     limited to `-20 .. 20`
    public record Numbers(boolean impute, boolean indicate, boolean standardise) {

        public static final Numbers PLAIN = new Numbers(false, false, false);
        public static final Numbers STANDARD = new Numbers(true, true, true);
    }

    /// What one category column becomes.
    public enum Coding {
        /// One categorical feature: codes by descending frequency, NaN where missing or unseen.
        CODE,
        /// One numeric feature: positions in lexical order, NaN where missing or unseen.
        ORDINAL,
        /// One feature per level of 0 and 1; rare and unseen levels share one, missing ones have one.
        ONE_HOT,
        /// The mean target of the level's rows (one feature per class with three or more classes) and its
        /// frequency.
        TARGET,
        /// Both of [#CODE] and [#TARGET].
        CODE_AND_TARGET
    }

    /// What is made of categories.
    ///
    /// @param few coding of columns with at most `fewLevels` levels
    /// @param many coding of the others
    /// @param maxLevels how many of the most frequent levels are told apart; the rest count as unseen
    /// @param minCount levels with fewer training rows than this are rare: folded into one by one-hot coding
    /// @param smoothing how many rows' worth of the overall mean is mixed into each target statistic
    /// @param permutations target statistics of training rows are ordered ones, each row's from the rows
    ///     before it, averaged over this many random orders; 0 takes out-of-fold ones over five folds instead
    /// @param maxClasses target statistics are made of at most this many of the most frequent classes
    public record Categories(
            Coding few,
            Coding many,
            int fewLevels,
            int maxLevels,
            int minCount,
            double smoothing,
            int permutations,
            int maxClasses) {

        public static final Categories CODES = new Categories(Coding.CODE, Coding.CODE, 32, 10_000, 1, 10, 4, 10);
        public static final Categories ENCODED = CODES.withCodings(Coding.CODE, Coding.TARGET);
        public static final Categories ONE_HOT = CODES.withCodings(Coding.ONE_HOT, Coding.TARGET)
                .withFewLevels(64)
                .withMinCount(10);

        public Categories {
            new Problems("Category options")
                    .require(fewLevels >= 0, "fewLevels is " + fewLevels + "; it must be 0 or more.")
                    .require(maxLevels >= 1, "maxLevels is " + maxLevels + "; it must be 1 or more.")
                    .require(minCount >= 1, "minCount is " + minCount + "; it must be 1 or more.")
                    .require(smoothing > 0, "smoothing is " + smoothing + "; it must be more than 0.")
                    .require(permutations >= 0, "permutations is " + permutations + "; it must be 0 or more.")
                    .require(maxClasses >= 1, "maxClasses is " + maxClasses + "; it must be 1 or more.")
                    .throwIfAny(ErrorCode.INVALID_ARGUMENT);
        }

        public Categories withCodings(Coding forFew, Coding forMany) {
            return new Categories(forFew, forMany, fewLevels, maxLevels, minCount, smoothing, permutations, maxClasses);
        }

        public Categories withFewLevels(int levels) {
            return new Categories(few, many, levels, maxLevels, minCount, smoothing, permutations, maxClasses);
        }

        public Categories withMaxLevels(int levels) {
            return new Categories(few, many, fewLevels, levels, minCount, smoothing, permutations, maxClasses);
        }

        public Categories withMinCount(int count) {
            return new Categories(few, many, fewLevels, maxLevels, count, smoothing, permutations, maxClasses);
        }

        public Categories withSmoothing(double rows) {
            return new Categories(few, many, fewLevels, maxLevels, minCount, rows, permutations, maxClasses);
        }

        public Categories withPermutations(int orders) {
            return new Categories(few, many, fewLevels, maxLevels, minCount, smoothing, orders, maxClasses);
        }

        Coding codingOf(int levels) {
            return levels <= fewLevels ? few : many;
        }
    }

    /// What is made of texts: TF-IDF of the n-grams that occur in most rows, each row of length 1, and counts
    /// of words and characters. The columns are dense, so the caps bound memory.
    ///
    /// @param words cap on words and pairs of words
    /// @param characters cap on runs of three to five characters
    public record Texts(int words, int characters) {

        public static final Texts SMALL = new Texts(256, 128);
        public static final Texts LARGE = new Texts(1_024, 512);

        public Texts {
            new Problems("Text options")
                    .require(words >= 0, "words is " + words + "; it must be 0 or more.")
                    .require(characters >= 0, "characters is " + characters + "; it must be 0 or more.")
                    .throwIfAny(ErrorCode.INVALID_ARGUMENT);
        }
    }

    public FeatureOptions withNumbers(Numbers other) {
        return new FeatureOptions(other, categories, texts);
    }

    public FeatureOptions withCategories(Categories other) {
        return new FeatureOptions(numbers, other, texts);
    }

    public FeatureOptions withTexts(Texts other) {
        return new FeatureOptions(numbers, categories, other);
    }
}
