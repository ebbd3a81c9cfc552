/// Images from encoded bytes to uint8 pixels of one size, the last step by the graph that is served.
@NullMarked
package dev.lepton.media.image;

import org.jspecify.annotations.NullMarked;
