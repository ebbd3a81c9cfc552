/// What nets are made of: every layer is an immutable record that knows the shapes and parameters that come
/// of an input, and nothing of any engine.
///
/// How a layer is computed stands in two switches without a default: one for libtorch, one for the graph. A
/// new [dev.lepton.nn.layer.Leaf] does not compile before both know it.
@NullMarked
package dev.lepton.nn.layer;

import org.jspecify.annotations.NullMarked;
