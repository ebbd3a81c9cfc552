package dev.lepton.pipeline;

import dev.lepton.model.Interval;
import dev.lepton.model.Measurement;
import dev.lepton.model.bundle.Bundle;

/// What a choice became.
///
/// @param searched the interval of the score that the search knew: of the most probable class
record Packed(Choice choice, Calibrated calibrated, Bundle bundle, Measurement measurement, Interval searched) {}
