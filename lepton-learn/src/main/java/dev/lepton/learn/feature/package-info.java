/// From raw columns to float32 features: fitted on training rows, computed in Java for training and in the
/// graph for serving, with equal results.
@NullMarked
package dev.lepton.learn.feature;

import org.jspecify.annotations.NullMarked;
