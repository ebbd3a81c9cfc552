/// Columns made of raw columns: what is made is chosen on training rows, put behind any learner, and lowered
/// into the same graph.
@NullMarked
package dev.lepton.learn.derive;

import org.jspecify.annotations.NullMarked;
