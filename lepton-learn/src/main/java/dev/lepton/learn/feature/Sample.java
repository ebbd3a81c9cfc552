package dev.lepton.learn.feature;

import dev.lepton.model.Weights;
import dev.lepton.table.Table;

/// Training rows and how much each counts.
record Sample(Table rows, Weights weights) {}
