/// What tests of several modules share: contracts that every implementation is held to, and generated data.
@NullMarked
package dev.lepton.testkit;

import org.jspecify.annotations.NullMarked;
