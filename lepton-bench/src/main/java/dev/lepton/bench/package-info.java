/// Benchmarks, each a main class that measures Lepton and its peer in the same run.
@NullMarked
package dev.lepton.bench;

import org.jspecify.annotations.NullMarked;
