/// The search: folds, trials over an ordered list of candidates, and the greedy ensemble of what they answer.
///
/// Knows only learners, never which ones there are.
@NullMarked
package dev.lepton.automl;

import org.jspecify.annotations.NullMarked;
