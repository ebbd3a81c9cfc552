package dev.lepton.automl;

import dev.lepton.automl.searcher.CfoOptions;
import dev.lepton.automl.searcher.HalvingOptions;
import dev.lepton.automl.searcher.Strategies;
import dev.lepton.automl.searcher.Strategy;
import dev.lepton.automl.searcher.TpeOptions;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import dev.lepton.base.Seed;
import java.util.Arrays;
import java.util.List;

/// How a search goes on once the given candidates are through, by the name that plans give it.
public enum SearchWay {
    /// [#NEAR]: no other was shown to be better on rows that the search did not see (decision 0007).
    AUTO("auto"),
    /// Random settings near those of the best candidates, whatever their learners.
    NEAR("near"),
    /// Settings drawn evenly from the space.
    RANDOM("random"),
    /// Three values a number, in every combination.
    GRID("grid"),
    /// Points that cover the space evenly.
    SOBOL("sobol"),
    /// Parzen estimators of good and bad trials.
    TPE("tpe"),
    /// The expected improvement by a Gaussian process.
    GAUSSIAN_PROCESS("gp"),
    /// The expected improvement by a random forest.
    FOREST("forest"),
    /// Local steps from the best settings.
    COST_FRUGAL("cfo"),
    /// Brackets of successive halving: fits of few rounds or rows decide which settings are fitted whole.
    HYPERBAND("hyperband"),
    /// Successive halving that never waits: fits of few rounds or rows decide which settings are fitted whole.
    ASHA("asha"),
    /// Hyperband over settings from Parzen estimators.
    BOHB("bohb");

    private static final int GRID_STEPS = 3;

    /// The given candidates stand for the points that a model-based search starts with elsewhere; fewer than
    /// this many say nothing.
    private static final int START = 3;

    private static final TpeOptions PARZEN = TpeOptions.DEFAULTS.withStart(START);

    /// No spread points and no cheap start: there is a good one.
    private static final CfoOptions LOCAL = CfoOptions.DEFAULTS.withSpread(0);

    /// From a ninth of the rounds or rows on: what less of them shows of a table is mostly chance.
    private static final HalvingOptions FROM_A_NINTH = new HalvingOptions(3, 2);

    private final String id;

    SearchWay(String id) {
        this.id = id;
    }

    /// The name as plans write it.
    public String id() {
        return id;
    }

    /// @throws LeptonException INVALID_ARGUMENT naming the nearest searcher
    public static SearchWay parse(String id) {
        for (SearchWay way : values()) {
            if (way.id.equals(id.strip())) {
                return way;
            }
        }
        List<String> known = Arrays.stream(values()).map(SearchWay::id).toList();
        throw new LeptonException(
                ErrorCode.INVALID_ARGUMENT, "There is no searcher \"" + id + "\"." + Names.hint(id, known));
    }

    /// What is tried after the given candidates.
    Sequel sequel(List<Candidate> given, Seed seed) {
        return switch (this) {
            case AUTO, NEAR -> new NearBest(seed);
            case RANDOM, GRID, SOBOL, TPE, GAUSSIAN_PROCESS, FOREST, COST_FRUGAL, HYPERBAND, ASHA, BOHB ->
                new Searched(given, this::strategy, seed);
        };
    }

    private Strategy strategy(Seed seed) {
        return switch (this) {
            case RANDOM -> Strategies.random(seed);
            case GRID -> Strategies.grid(GRID_STEPS);
            case SOBOL -> Strategies.sobol(seed);
            case TPE -> Strategies.tpe(PARZEN, seed);
            case GAUSSIAN_PROCESS -> Strategies.gaussianProcess(START, seed);
            case FOREST -> Strategies.forest(START, seed);
            case AUTO, NEAR, COST_FRUGAL -> Strategies.costFrugal(LOCAL, seed);
            case HYPERBAND -> Strategies.hyperband(FROM_A_NINTH, seed);
            case ASHA -> Strategies.asha(FROM_A_NINTH, seed);
            case BOHB -> Strategies.bohb(FROM_A_NINTH, TpeOptions.BOHB, seed);
        };
    }
}
