/// Checks of data before and after learning: what is probably a mistake, where, and how to mend it.
@NullMarked
package dev.lepton.data.check;

import org.jspecify.annotations.NullMarked;
