package dev.lepton.pipeline;

import dev.lepton.automl.SearchOptions;
import dev.lepton.base.Bytes;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// What a run is for, in one word: which configurations are tried, how they are judged, and what becomes of
/// them. What a plan says for itself holds all the same.
public enum Preset {
    /// A good model soon: a few cheap configurations, judged on one held-out part, the best of them alone.
    FAST,
    /// A good ensemble in a minute.
    BALANCED,
    /// The best answers that time buys: more configurations, more folds, a larger ensemble.
    BEST,
    /// One model that a person can read whole: a small tree or at most 64 rules that are added up, learnt
    /// once more from all rows after it was chosen.
    INTERPRETABLE;

    /// @throws LeptonException INVALID_ARGUMENT naming the nearest preset
    public static Preset parse(String id) {
        List<String> known = Arrays.stream(values()).map(Preset::id).toList();
        if (!known.contains(id)) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "There is no preset \"" + id + "\"." + Names.hint(id, known));
        }
        return values()[known.indexOf(id)];
    }

    /// The name as plans write it: `fast`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Wall time of a run whose plan bounds neither time nor trials.
    public Duration time() {
        return switch (this) {
            case FAST -> Duration.ofSeconds(15);
            case BALANCED, INTERPRETABLE -> Duration.ofSeconds(60);
            case BEST -> Duration.ofMinutes(10);
        };
    }

    /// How far the search goes.
    ///
    /// @param trials that the plan allows
    /// @param candidates that are tried in any case
    SearchOptions search(OptionalInt trials, int candidates) {
        SearchOptions options = SearchOptions.DEFAULTS.withTrials(trials);
        OptionalInt listed = OptionalInt.of(Math.min(candidates, trials.orElse(candidates)));
        return switch (this) {
            case FAST -> options.withTrials(listed).withRounds(1).withSize(Bytes.parse("4m"));
            case BALANCED -> options;
            case BEST -> options.withRounds(100).withMembers(30).withSize(Bytes.parse("96m"));
            case INTERPRETABLE -> options.withTrials(listed).withRounds(1);
        };
    }

    /// Folds where the plan leaves their number open and there is time for all of them.
    ///
    /// @param few whether there are so few rows that one more row to learn from counts
    int folds(boolean few) {
        return switch (this) {
            case FAST -> few ? 3 : 1;
            case BALANCED, INTERPRETABLE -> few ? 8 : 5;
            case BEST -> few ? 10 : 8;
        };
    }

    /// Whether only learners may be used whose models a person can read.
    boolean isReadable() {
        return this == INTERPRETABLE;
    }
}
