package dev.lepton.pipeline;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.nio.file.Path;
import java.util.Optional;

/// Where a run fits, and where it keeps what is finished. Answers depend on neither.
///
/// @param folder of the run; where it holds an earlier run of the same data, that one goes on
/// @param fitting who fits; all but this process alone need a folder
public record Execution(Optional<Path> folder, Fitting fitting) {

    /// Who fits.
    public enum Fitting {
        /// This process.
        HERE,
        /// Child processes, so that a crash costs one trial.
        WORKERS,
        /// This process once more, what the end of time cut short aside; nothing is written.
        REPLAY
    }

    /// In this process, keeping nothing.
    public static final Execution IN_PROCESS = new Execution(Optional.empty(), Fitting.HERE);

    public Execution {
        if (fitting != Fitting.HERE && folder.isEmpty()) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "Workers share the files of a run; name a folder for it.");
        }
    }

    /// In child processes, keeping every fit that is finished in `folder`.
    public static Execution keptIn(Path folder) {
        return new Execution(Optional.of(folder), Fitting.WORKERS);
    }

    /// The finished run in `folder` once more.
    static Execution replaying(Path folder) {
        return new Execution(Optional.of(folder), Fitting.REPLAY);
    }

    /// @param other whether child processes fit
    public Execution withWorkers(boolean other) {
        return new Execution(folder, other ? Fitting.WORKERS : Fitting.HERE);
    }
}
