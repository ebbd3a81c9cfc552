/// Training of nets: [dev.lepton.nn.train.Training] says how, and its `fit` turns a network and
/// [dev.lepton.nn.train.Samples] into a [dev.lepton.nn.train.Trained] net.
@NullMarked
package dev.lepton.nn.train;

import org.jspecify.annotations.NullMarked;
