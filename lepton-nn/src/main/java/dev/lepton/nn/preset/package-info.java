/// Networks that the field knows by name. None has weights, and none but those that make images again is told
/// the size of its input.
@NullMarked
package dev.lepton.nn.preset;

import org.jspecify.annotations.NullMarked;
