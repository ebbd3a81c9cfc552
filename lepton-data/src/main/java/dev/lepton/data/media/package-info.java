/// Collections of images and of audio clips, read as tables without decoding anything.
@NullMarked
package dev.lepton.data.media;

import org.jspecify.annotations.NullMarked;
