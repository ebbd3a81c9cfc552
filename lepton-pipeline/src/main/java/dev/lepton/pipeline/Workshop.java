package dev.lepton.pipeline;

import dev.lepton.automl.FoldFitter;
import dev.lepton.base.AtomicFiles;
import dev.lepton.model.Fit;
import dev.lepton.pipeline.work.Command;
import dev.lepton.pipeline.work.Fits;
import dev.lepton.pipeline.work.Material;
import dev.lepton.pipeline.work.RunFolder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Whoever fits for one search, as an [Execution] says; open as long as the search lasts.
interface Workshop extends AutoCloseable {

    FoldFitter fitter();

    /// What a person should know of the fits so far, a sentence each.
    List<String> notes();

    /// The context of a search whose progress whoever reads the run's folder hears of too.
    Fit heard(Fit context);

    @Override
    void close();

    /// @param folder where fits are kept, if they are; it stays open
    /// @throws dev.lepton.base.LeptonException INVALID_ARGUMENT where the folder holds a run of other data
    static Workshop open(
            Optional<RunFolder> folder, Execution.Fitting fitting, Plan plan, Material material, Room room) {
        return folder.map(run -> in(run, fitting, plan, material, room))
                .orElseGet(() -> of(material.fitter(room.rows())));
    }

    /// One that nobody hears of, with nothing to close.
    private static Workshop of(FoldFitter fitter) {
        return new Workshop() {
            @Override
            public FoldFitter fitter() {
                return fitter;
            }

            @Override
            public List<String> notes() {
                return List.of();
            }

            @Override
            public Fit heard(Fit context) {
                return context;
            }

            @Override
            public void close() {}
        };
    }

    private static Workshop in(RunFolder run, Execution.Fitting fitting, Plan plan, Material material, Room room) {
        run.keep(material);
        return switch (fitting) {
            case REPLAY -> of(Fits.again(material, run, room.rows()));
            case HERE -> kept(run, plan, Fits.inProcess(material, run, room.rows()));
            case WORKERS ->
                kept(
                        run,
                        plan,
                        Fits.byWorkers(
                                material,
                                run,
                                room.rows(),
                                new Command(WorkerMain.class, room.limits()),
                                room.abreast()));
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
        public List<String> notes() {
            return fitter.notes();
        }

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
}
