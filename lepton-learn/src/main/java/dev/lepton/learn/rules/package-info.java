/// Models that a person can read: an additive model of step functions, and the text of rules and small
/// trees.
@NullMarked
package dev.lepton.learn.rules;

import org.jspecify.annotations.NullMarked;
