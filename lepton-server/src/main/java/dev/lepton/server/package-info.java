/// Models over HTTP: the Open Inference Protocol, plain JSON rows, and a page to try a model by hand.
@NullMarked
package dev.lepton.server;

import org.jspecify.annotations.NullMarked;
