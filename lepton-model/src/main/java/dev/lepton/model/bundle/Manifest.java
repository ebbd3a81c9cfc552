package dev.lepton.model.bundle;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Interval;
import dev.lepton.model.Measurement;
import dev.lepton.model.Task;
import dev.lepton.model.Trial;
import dev.lepton.table.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a bundle says about its model.
///
/// @param created given by the caller, so that a run can be repeated to the byte
/// @param scores of the model in this bundle
/// @param leaderboard what was tried on the way, the best first
public record Manifest(
        String name,
        Instant created,
        Contract contract,
        List<Score> scores,
        Provenance provenance,
        List<Entry> leaderboard) {

    public Manifest {
        scores = List.copyOf(scores);
        leaderboard = List.copyOf(leaderboard);
        if (name.isBlank()) {
            throw new LeptonException(ErrorCode.INVALID_ARGUMENT, "A bundle needs a name that is not blank.");
        }
    }

    public Task task() {
        return contract.task();
    }

    public Schema inputs() {
        return contract.inputs();
    }

    /// Which rows a score is on.
    public enum Rows {
        /// Rows held out from training once; they also chose the model.
        VALIDATION,
        /// Every row, judged by a model that did not learn from it; they also chose the model.
        OUT_OF_FOLD,
        /// Rows that took no part in training and choosing.
        TEST;

        /// The name as manifests write it: `validation`, `out_of_fold`, `test`.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How good the model is.
    ///
    /// @param metric id of the metric
    public record Score(String metric, double value, Interval interval, Rows rows) {}

    /// One line of the leaderboard.
    ///
    /// @param measurement present where the trial's model was measured as a bundle of its own
    public record Entry(Trial trial, Optional<Measurement> measurement) {}
}
