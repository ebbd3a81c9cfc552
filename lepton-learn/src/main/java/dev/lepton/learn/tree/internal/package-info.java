/// The two tree engines behind their C interfaces, and what their models have in common: trees as arrays,
/// readers of their formats, and the lowering to one graph.
@NullMarked
package dev.lepton.learn.tree.internal;

import org.jspecify.annotations.NullMarked;
