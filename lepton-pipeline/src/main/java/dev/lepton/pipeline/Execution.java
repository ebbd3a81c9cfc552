package dev.lepton.pipeline;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.nio.file.Path;
import java.util.Optional;

/// Where a run fits, and where it keeps what is finished. Answers depend on neither.
///
/// @param folder of the run; where it holds an earlier run of the same data, that one goes on
/// @param workers whether child processes fit, so that a crash costs one trial; they need a folder
public record Execution(Optional<Path> folder, boolean workers) {

    /// In this process, keeping nothing.
    public static final Execution IN_PROCESS = new Execution(Optional.empty(), false);

    public Execution {
        if (workers && folder.isEmpty()) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "Workers share the files of a run; name a folder for it.");
        }
    }

    /// In child processes, keeping every fit that is finished in `folder`.
    public static Execution keptIn(Path folder) {
        return new Execution(Optional.of(folder), true);
    }

    public Execution withWorkers(boolean other) {
        return new Execution(folder, other);
    }
}
