package dev.lepton.automl;

import dev.lepton.model.Model;
import dev.lepton.model.Predictions;
import java.time.Duration;

/// What one candidate learnt in one fold.
///
/// @param answers for the rows that the fold judges
/// @param export time that it took to make the model's graph
/// @param bytes of the model's graph; both are measured in the first fold of a
///     whole candidate only and are zero else
public record FoldFit(Model model, Predictions answers, Duration time, Duration export, long bytes) {}
