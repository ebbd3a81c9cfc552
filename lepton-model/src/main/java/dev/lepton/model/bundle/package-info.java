/// The `.lepton` bundle: one file with a model's graph and everything that must be known about it, and the
/// predictor that answers from it. The format is told in `docs/formats/bundle.md`.
@NullMarked
package dev.lepton.model.bundle;

import org.jspecify.annotations.NullMarked;
