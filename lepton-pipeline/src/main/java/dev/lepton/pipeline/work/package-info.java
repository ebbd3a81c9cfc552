/// Fits done by supervised child processes, and the folder in which a run keeps what is finished.
///
/// The files and messages are described in `docs/formats/run.md`.
@NullMarked
package dev.lepton.pipeline.work;

import org.jspecify.annotations.NullMarked;
