package dev.lepton.pipeline;

import dev.lepton.automl.FoldFitter;
import dev.lepton.automl.InProcess;
import dev.lepton.base.AtomicFiles;
import dev.lepton.base.Bytes;
import dev.lepton.model.Examples;
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

    /// Memory that a worker takes before it has any rows: a virtual machine and the engines.
    Bytes WORKER = Bytes.parse("160m");

    /// Bytes that one cell of the material takes in a fit: as it is, as a learner's own numbers, and in an engine.
    int FIT_BYTES_PER_CELL = 40;

    /// How many fits side by side a memory has room for, at least 1.
    ///
    /// @param memory of the whole run
    static int abreast(Bytes memory, Examples examples) {
        double cells = examples.size() * (double) examples.inputs().schema().size();
        double each = WORKER.count() + FIT_BYTES_PER_CELL * cells;
        return (int) Math.max(1, WORKERS_SHARE * memory.count() / each);
    }

    FoldFitter fitter();

    /// The context of a search whose progress whoever reads the run's folder hears of too.
    Fit heard(Fit context);

    @Override
    void close();

    /// @param folder where fits are kept, if they are; it stays open
    /// @param most fits at once
    /// @throws dev.lepton.base.LeptonException INVALID_ARGUMENT where the folder holds a run of other data
    static Workshop open(
            Optional<RunFolder> folder, Execution.Fitting fitting, Plan plan, Material material, int most) {
        return folder.map(run -> in(run, fitting, plan, material, most)).orElseGet(() -> of(inProcess(material)));
    }

    private static FoldFitter inProcess(Material material) {
        return new InProcess(material.examples(), material.folds());
    }

    /// One that nobody hears of, with nothing to close.
    private static Workshop of(FoldFitter fitter) {
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

    private static Workshop in(RunFolder run, Execution.Fitting fitting, Plan plan, Material material, int most) {
        run.keep(material);
        return switch (fitting) {
            case REPLAY -> of(Fits.again(material, run));
            case HERE -> kept(run, plan, Fits.inProcess(material, run));
            case WORKERS ->
                kept(run, plan, Fits.byWorkers(material, run, new Command(WorkerMain.class, limits(plan, most)), most));
        };
    }

    private static Workshop kept(RunFolder run, Plan plan, Fits fits) {
        String yaml = plan.toYaml();
        AtomicFiles.write(run.plan(), out -> out.write(yaml.getBytes(StandardCharsets.UTF_8)));
        return new Kept(run, fits);
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
