/// A generated table of customers, some of whom leave, to try Lepton on.
@NullMarked
package dev.lepton.cli.quickstart;

import org.jspecify.annotations.NullMarked;
