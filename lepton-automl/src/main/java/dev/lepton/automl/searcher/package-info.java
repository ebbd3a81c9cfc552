/// Choosing the settings to try next: what is told of earlier trials goes in, suggestions come out.
///
/// A [Searcher] keeps the history of one search space; a [Strategy] is a pure function from such a history to
/// the next suggestion. So the same seed and the same results give the same suggestions however they were
/// batched, and a search is resumed by telling its results again.
@NullMarked
package dev.lepton.automl.searcher;

import org.jspecify.annotations.NullMarked;
