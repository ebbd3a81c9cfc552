/// The command line: translates words and options into calls of the pipeline and the server, and decides
/// nothing by itself.
@NullMarked
package dev.lepton.cli;

import org.jspecify.annotations.NullMarked;
