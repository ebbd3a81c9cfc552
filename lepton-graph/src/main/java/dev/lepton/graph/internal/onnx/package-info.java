/// The classes that protoc generates from `onnx-ml.proto`; no public signature of Lepton names them.
@NullUnmarked
package dev.lepton.graph.internal.onnx;

import org.jspecify.annotations.NullUnmarked;
