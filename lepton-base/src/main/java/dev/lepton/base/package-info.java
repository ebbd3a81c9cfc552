/// Seeds, units, deadlines, progress, errors and safe files: what every floor above needs of the JDK and
/// nothing else.
@NullMarked
package dev.lepton.base;

import org.jspecify.annotations.NullMarked;
