/// The baseline that every other learner must beat. The learners themselves are in the packages below, one
/// for each kind, and share the features of [dev.lepton.learn.feature].
@NullMarked
package dev.lepton.learn;

import org.jspecify.annotations.NullMarked;
