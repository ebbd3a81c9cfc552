/// Changes of training images that keep their meaning, drawn from a seed.
@NullMarked
package dev.lepton.media.augment;

import org.jspecify.annotations.NullMarked;
