/// Typed tables: immutable columns over memory segments, their schema, splits of their rows, and plain
/// sketches of what they hold.
@NullMarked
package dev.lepton.table;

import org.jspecify.annotations.NullMarked;
