/// Linear learners: logistic regression, and linear regression with any of the losses, under L1, L2 or mixed
/// penalties.
///
/// The solver is OWL-QN, of which L-BFGS is the case without an L1 penalty. LIBLINEAR is the peer that tests
/// compare it with; it is not the engine because it knows no row weights, cannot be stopped at a deadline and
/// penalises intercepts.
@NullMarked
package dev.lepton.learn.linear;

import org.jspecify.annotations.NullMarked;
