/// The run from raw data to a bundle: plans, the catalogue of learners, and the API that programs embed.
///
/// Start at [dev.lepton.pipeline.Lepton]. A [dev.lepton.pipeline.Plan] says what is wanted; everything that a
/// command line or a service offers is a way to make one.
@NullMarked
package dev.lepton.pipeline;

import org.jspecify.annotations.NullMarked;
