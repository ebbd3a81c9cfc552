package dev.lepton.model;

import java.util.Optional;

/// The capability of a model whose parts have each seen some of the training rows only, such as a forest, to
/// answer for these rows as if it had not seen them: each row by the parts that have not. That is nearly as
/// honest as cross-validation, for a single fit.
public interface OutOfBag {

    /// One answer for each row that the fit was given, in order; empty where every part has seen every row.
    ///
    /// A row that all parts have seen is answered as if no column were known.
    Optional<Predictions> outOfBag();

    /// What `model` answers so; empty where it cannot.
    static Optional<Predictions> of(Model model) {
        return model instanceof OutOfBag able ? able.outOfBag() : Optional.empty();
    }
}
