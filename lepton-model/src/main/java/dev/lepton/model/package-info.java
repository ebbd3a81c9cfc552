/// The waist: what a task, a learner, a model, an answer and a score are. Everything above meets here;
/// nothing here knows an engine.
@NullMarked
package dev.lepton.model;

import org.jspecify.annotations.NullMarked;
