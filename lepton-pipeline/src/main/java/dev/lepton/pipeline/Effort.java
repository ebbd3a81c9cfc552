package dev.lepton.pipeline;

import dev.lepton.automl.SearchWay;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.List;
import java.util.OptionalInt;

/// What a plan tries, and with what.
///
/// @param preset what the run is for; it says what is tried and how, where the plan does not
/// @param threads threads of the whole run; empty takes every processor; answers do not depend on it
/// @param seed the only source of chance
/// @param rows rows to learn from at most, drawn at random; empty uses as many as time and memory allow
/// @param learners ids of the learners that may be used; empty allows all
/// @param candidates configurations to try in place of the portfolio; empty takes the portfolio
/// @param searcher what chooses the configurations after those
/// @param stacking whether a stack of the ensemble's members is tried
public record Effort(
        Preset preset,
        OptionalInt threads,
        long seed,
        OptionalInt rows,
        List<String> learners,
        List<Configuration> candidates,
        SearchWay searcher,
        StackingUse stacking) {

    /// A balanced run on all processors with all learners, seed 1.
    public static final Effort DEFAULTS = new Effort(
            Preset.BALANCED,
            OptionalInt.empty(),
            1,
            OptionalInt.empty(),
            List.of(),
            List.of(),
            SearchWay.AUTO,
            StackingUse.AUTO);

    public Effort {
        learners = List.copyOf(learners);
        candidates = List.copyOf(candidates);
        if (rows.isPresent() && rows.getAsInt() < 2) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The rows to learn from must be 2 or more, but are " + rows.getAsInt() + ".");
        }
        if (threads.isPresent() && threads.getAsInt() < 1) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The number of threads must be 1 or more, but is " + threads.getAsInt() + ".");
        }
    }

    public Effort withPreset(Preset other) {
        return new Effort(other, threads, seed, rows, learners, candidates, searcher, stacking);
    }

    public Effort withThreads(int other) {
        return new Effort(preset, OptionalInt.of(other), seed, rows, learners, candidates, searcher, stacking);
    }

    public Effort withSeed(long other) {
        return new Effort(preset, threads, other, rows, learners, candidates, searcher, stacking);
    }

    public Effort withRows(int other) {
        return new Effort(preset, threads, seed, OptionalInt.of(other), learners, candidates, searcher, stacking);
    }

    public Effort withLearners(List<String> ids) {
        return new Effort(preset, threads, seed, rows, ids, candidates, searcher, stacking);
    }

    public Effort withCandidates(List<Configuration> other) {
        return new Effort(preset, threads, seed, rows, learners, other, searcher, stacking);
    }

    public Effort withSearcher(SearchWay other) {
        return new Effort(preset, threads, seed, rows, learners, candidates, other, stacking);
    }

    public Effort withStacking(StackingUse other) {
        return new Effort(preset, threads, seed, rows, learners, candidates, searcher, other);
    }

    boolean stacks() {
        return stacking.holds(preset);
    }

    int threadsOrAll() {
        return threads.orElse(Runtime.getRuntime().availableProcessors());
    }
}
