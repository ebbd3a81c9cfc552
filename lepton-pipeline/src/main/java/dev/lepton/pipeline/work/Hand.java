package dev.lepton.pipeline.work;

import dev.lepton.base.Deadline;
import java.nio.file.Path;

/// Who does tasks: this process or others. Thread-safe.
interface Hand extends AutoCloseable {

    /// Fits, and leaves what came of it in `folder` as [FitFiles] says.
    ///
    /// @throws dev.lepton.base.LeptonException with the reason, where nothing came of it
    void perform(FitTask task, Deadline deadline, Path folder);

    @Override
    void close();
}
