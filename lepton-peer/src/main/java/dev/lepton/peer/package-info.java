/// Another AutoML, run in a JVM of its own, so that both are measured on one machine in one run.
@NullMarked
package dev.lepton.peer;

import org.jspecify.annotations.NullMarked;
