/// Nets: [dev.lepton.nn.Network] is a list of layers, and everything else is derived from it: shapes and
/// counts, first weights, the computation by libtorch, and the ONNX graph.
@NullMarked
package dev.lepton.nn;

import org.jspecify.annotations.NullMarked;
