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
/// @param abreast folds that are fitted side by side at most, the threads dealt out among them; 1 fits them one by
///     one with all threads
/// @param way how the search goes on after the given candidates
public record SearchOptions(OptionalInt trials, int rounds, int members, Bytes size, int abreast, SearchWay way) {

    public static final SearchOptions DEFAULTS =
            new SearchOptions(OptionalInt.empty(), 40, 15, Bytes.parse("40m"), Integer.MAX_VALUE, SearchWay.AUTO);

    public SearchOptions {
        if (abreast < 1) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "At least 1 fold must be fitted at a time, but it is " + abreast + ".");
        }
        if (rounds < 1 || members < 1) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "An ensemble needs at least one round and one member to choose from.");
        }
    }

    public SearchOptions withTrials(OptionalInt other) {
        return new SearchOptions(other, rounds, members, size, abreast, way);
    }

    public SearchOptions withRounds(int other) {
        return new SearchOptions(trials, other, members, size, abreast, way);
    }

    public SearchOptions withMembers(int other) {
        return new SearchOptions(trials, rounds, other, size, abreast, way);
    }

    public SearchOptions withSize(Bytes other) {
        return new SearchOptions(trials, rounds, members, other, abreast, way);
    }

    public SearchOptions withAbreast(int other) {
        return new SearchOptions(trials, rounds, members, size, other, way);
    }

    public SearchOptions withWay(SearchWay other) {
        return new SearchOptions(trials, rounds, members, size, abreast, other);
    }
}
