/// Rows and columns that are dropped before learning, each step reported with its counts. Values are never
/// changed here.
@NullMarked
package dev.lepton.data.cleaning;

import org.jspecify.annotations.NullMarked;
