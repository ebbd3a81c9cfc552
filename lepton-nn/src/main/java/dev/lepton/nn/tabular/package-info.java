/// Nets that learn tables, as learners like any other.
///
/// Raw columns come prepared ([dev.lepton.model.Preparation]); what a net makes of the numbers is part
/// of the net. A fit uses one thread of libtorch, so that its result does not depend on how many there
/// are.
@NullMarked
package dev.lepton.nn.tabular;

import org.jspecify.annotations.NullMarked;
