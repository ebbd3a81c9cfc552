package dev.lepton.automl;

import dev.lepton.base.Bytes;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.OptionalInt;

/// How far a search goes, beside its deadline.
///
/// @param trials how many candidates are tried at most, one at less than full [Candidate#fidelity()] counting
///     as that much; empty leaves it to the deadline and to patience
/// @param rounds shares that the ensemble deals out
/// @param members contenders that the ensemble chooses from, the best by score
/// @param size bytes of graphs that the ensemble may have
/// @param parallel whether folds are fitted side by side, one thread each, rather than one by one with all
///     threads
/// @param way how the search goes on after the given candidates
public record SearchOptions(OptionalInt trials, int rounds, int members, Bytes size, boolean parallel, SearchWay way) {

    public static final SearchOptions DEFAULTS =
            new SearchOptions(OptionalInt.empty(), 40, 15, Bytes.parse("40m"), true, SearchWay.AUTO);

    public SearchOptions {
        if (rounds < 1 || members < 1) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "An ensemble needs at least one round and one member to choose from.");
        }
    }

    public SearchOptions withTrials(OptionalInt other) {
        return new SearchOptions(other, rounds, members, size, parallel, way);
    }

    public SearchOptions withRounds(int other) {
        return new SearchOptions(trials, other, members, size, parallel, way);
    }

    public SearchOptions withMembers(int other) {
        return new SearchOptions(trials, rounds, other, size, parallel, way);
    }

    public SearchOptions withSize(Bytes other) {
        return new SearchOptions(trials, rounds, members, other, parallel, way);
    }

    public SearchOptions withParallel(boolean other) {
        return new SearchOptions(trials, rounds, members, size, other, way);
    }

    public SearchOptions withWay(SearchWay other) {
        return new SearchOptions(trials, rounds, members, size, parallel, other);
    }
}
