/// Audio from encoded bytes to float samples at one rate.
@NullMarked
package dev.lepton.media.audio;

import org.jspecify.annotations.NullMarked;
