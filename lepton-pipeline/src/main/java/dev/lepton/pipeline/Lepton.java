package dev.lepton.pipeline;

import dev.lepton.base.Deadline;
import dev.lepton.base.Progress;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Manifest;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// Lepton for programs: from a plan to a model in one call.
///
/// {@snippet :
/// Bundle bundle = Lepton.train(Plan.of("churn.csv", "churn").withTime(Duration.ofSeconds(60)));
/// bundle.write(Path.of("churn.lepton"));
/// }
public final class Lepton {

    private Lepton() {}

    /// Carries out a plan that nobody watches.
    ///
    /// @throws dev.lepton.base.LeptonException naming what is wrong with the plan or the data
    public static Bundle train(Plan plan) {
        return run(plan, Progress.SILENT, plan.start()).bundle();
    }

    /// Carries out a plan.
    ///
    /// @param deadline by when all must be done, saving aside; cancelling it keeps the best so far. Programs
    ///     that began before this call give what is left of their time
    public static Run run(Plan plan, Progress progress, Deadline deadline) {
        return run(plan, progress, deadline, Execution.IN_PROCESS);
    }

    /// Carries out a plan where `execution` says, and goes on with what its folder holds of an earlier run.
    ///
    /// Under a budget of trials the model has the same bytes wherever its parts were fitted, and however
    /// often the run was ended and begun again.
    ///
    /// @throws dev.lepton.base.LeptonException INVALID_ARGUMENT where the folder holds a run of other data
    public static Run run(Plan plan, Progress progress, Deadline deadline, Execution execution) {
        return new Training(plan, progress, deadline, execution, InstantSource.system()).run();
    }

    /// Carries out once more what a finished run in a folder did: the same candidates on the same folds, with the
    /// same shares, whatever the clock says. Fits that the end of time cut short are taken from the folder, all
    /// others are made anew.
    ///
    /// @param run folder that [Execution#keptIn] named
    /// @throws dev.lepton.base.LeptonException INVALID_ARGUMENT where the run is not finished or its data has
    ///     changed, NOT_FOUND where there is none
    public static Replay replay(Path run, Progress progress) {
        return Replay.of(run, progress, InstantSource.system());
    }

    /// How good a bundle's model is on rows that took no part in training: every metric of its task with an
    /// interval.
    ///
    /// @param input rows with the model's input columns and its target
    /// @param threads that reading and answering may use
    /// @throws dev.lepton.base.LeptonException INVALID_DATA where columns or classes do not fit the model
    public static List<Manifest.Score> evaluate(Bundle bundle, Input input, int threads) {
        return new Evaluation(bundle, input, threads).scores();
    }

    /// A bundle of a model that another program trained: LightGBM as text or JSON, XGBoost as JSON or UBJSON.
    ///
    /// @throws dev.lepton.base.LeptonException NOT_FOUND, UNSUPPORTED with how to convert, or INVALID_MODEL
    public static Bundle importModel(Path file) {
        return Importing.of(file, InstantSource.system());
    }
}
