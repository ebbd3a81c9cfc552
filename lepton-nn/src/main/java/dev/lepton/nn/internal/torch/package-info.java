/// The computation of nets by libtorch, through bytedeco's presets.
///
/// Memory of tensors is off the heap and unseen by the garbage collector: every step of training or answering
/// runs inside one [org.bytedeco.javacpp.PointerScope], which frees at its end all that was made in it. What
/// outlives a step, such as the parameters of a [dev.lepton.nn.internal.torch.TorchNet], is owned by an object
/// that is closed.
@NullMarked
package dev.lepton.nn.internal.torch;

import org.jspecify.annotations.NullMarked;
