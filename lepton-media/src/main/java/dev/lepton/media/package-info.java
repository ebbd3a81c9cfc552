/// Images and audio as data: what both have in common.
@NullMarked
package dev.lepton.media;

import org.jspecify.annotations.NullMarked;
