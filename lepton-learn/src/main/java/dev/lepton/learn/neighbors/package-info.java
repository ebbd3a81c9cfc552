/// Answers of the training rows that lie nearest.
@NullMarked
package dev.lepton.learn.neighbors;

import org.jspecify.annotations.NullMarked;
