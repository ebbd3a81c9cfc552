/// The ONNX graph of a net, as it answers after training.
@NullMarked
package dev.lepton.nn.lower;

import org.jspecify.annotations.NullMarked;
