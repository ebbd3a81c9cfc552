package dev.lepton.pipeline;

import dev.lepton.model.Measurement;
import dev.lepton.model.bundle.Bundle;

/// What a choice became.
record Packed(Choice choice, Judgement judgement, Bundle bundle, Measurement measurement) {}
