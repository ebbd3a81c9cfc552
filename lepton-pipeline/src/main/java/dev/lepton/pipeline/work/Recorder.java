package dev.lepton.pipeline.work;

import dev.lepton.automl.FoldFit;
import dev.lepton.automl.InProcess;
import dev.lepton.base.Deadline;
import dev.lepton.base.Progress;
import dev.lepton.model.Fit;
import dev.lepton.model.Memo;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/// Does tasks in this process and keeps what came of them as files. Thread-safe.
final class Recorder implements Hand {

    private final Material material;
    private final Map<OptionalInt, InProcess> fitters = new ConcurrentHashMap<>(); // by rows of a task
    private final boolean alone;

    /// @param alone whether the process does nothing else while it does a task
    Recorder(Material material, boolean alone) {
        this.alone = alone;
        this.material = material;
    }

    @Override
    public void perform(FitTask task, Deadline deadline, Path folder) {
        Cost.Meter meter = alone || task.threads() > 1 ? Cost.ofProcess() : Cost.ofThread();
        Fit context = new Fit(task.seed(), deadline, task.threads(), Progress.SILENT, material.metric(), new Memo());
        FoldFit fit =
                fitters.computeIfAbsent(task.rows(), material::fitter).fit(task.candidate(), task.fold(), context);
        FitFiles.write(task, fit, meter.read(), material.golden(), folder);
    }

    @Override
    public void close() {}
}
