/// ONNX graphs: an immutable [dev.lepton.graph.Graph], the builder and the typed operators that make one,
/// the verifier that runs between passes, the reader and writer of `.onnx` files, and
/// [dev.lepton.graph.Session], which answers by ONNX Runtime.
///
/// Graphs, nodes and tensors are views over the messages they were read from, so reading and writing back
/// loses nothing, not even fields that this package has no name for.
@NullMarked
package dev.lepton.graph;

import org.jspecify.annotations.NullMarked;
