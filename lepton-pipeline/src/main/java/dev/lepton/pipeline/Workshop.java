package dev.lepton.pipeline;

import dev.lepton.automl.FoldFitter;
import dev.lepton.automl.InProcess;
import dev.lepton.base.AtomicFiles;
import dev.lepton.base.Bytes;
import dev.lepton.model.Fit;
import dev.lepton.pipeline.work.Command;
import dev.lepton.pipeline.work.Fits;
import dev.lepton.pipeline.work.Limits;
import dev.lepton.pipeline.work.Material;
import dev.lepton.pipeline.work.RunFolder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Whoever fits for one search, as an [Execution] says; open as long as the search lasts.
interface Workshop extends AutoCloseable {

    /// Share of a run's memory that its workers have together; the rest is for the run itself.
    double WORKERS_SHARE = 0.6;

    FoldFitter fitter();

    /// The context of a search whose progress whoever reads the run's folder hears of too.
    Fit heard(Fit context);

    @Override
    void close();

    /// @param folder where fits are kept, if they are; it stays open
    /// @param workers whether child processes fit
    /// @param most fits at once
    /// @throws dev.lepton.base.LeptonException INVALID_ARGUMENT where the folder holds a run of other data
    static Workshop open(Optional<RunFolder> folder, boolean workers, Plan plan, Material material, int most) {
        return folder.<Workshop>map(run -> kept(run, workers, plan, material, most))
                .orElseGet(() -> inProcess(material));
    }

    private static Workshop inProcess(Material material) {
        FoldFitter fitter = new InProcess(material.examples(), material.folds());
        return new Workshop() {
            @Override
            public FoldFitter fitter() {
                return fitter;
            }

            @Override
            public Fit heard(Fit context) {
                return context;
            }

            @Override
            public void close() {}
        };
    }

    private static Workshop kept(RunFolder run, boolean workers, Plan plan, Material material, int most) {
        run.keep(material);
        String yaml = plan.toYaml();
        AtomicFiles.write(run.plan(), out -> out.write(yaml.getBytes(StandardCharsets.UTF_8)));
        return new Kept(
                run,
                workers
                        ? Fits.byWorkers(material, run, new Command(WorkerMain.class, limits(plan, most)), most)
                        : Fits.inProcess(material, run));
    }

    /// A folder that is kept.
    record Kept(RunFolder run, Fits fitter) implements Workshop {

        @Override
        public Fit heard(Fit context) {
            return new Fit(
                    context.seed(),
                    context.deadline(),
                    context.threads(),
                    run.progress(context.progress()),
                    context.metric(),
                    context.memo());
        }

        @Override
        public void close() {
            fitter.close();
        }
    }

    /// What the plan or else this process's own heap leaves to each worker.
    private static Limits limits(Plan plan, int most) {
        long all = plan.budget().memory().map(Bytes::count).orElseGet(() ->
                (long) (Runtime.getRuntime().maxMemory() / WORKERS_SHARE));
        return Limits.DEFAULTS.withMemory(new Bytes((long) (WORKERS_SHARE * all / most)));
    }
}
