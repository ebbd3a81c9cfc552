/// What a table holds and what is odd about it, counted, and rendered as text, JSON and a page of HTML.
@NullMarked
package dev.lepton.data.profile;

import org.jspecify.annotations.NullMarked;
