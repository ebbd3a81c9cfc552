package dev.lepton.model;

/// The capability of a model to be written down as rules that a person can check by hand.
public interface Readable {

    /// Number of rules that [#text()] writes, one a line of the form `if ... then ...`.
    int rules();

    /// The whole model as text: how rules make an answer, then every rule. Who follows it gets the model's
    /// answers, but for shares that are shown with few digits.
    String text();
}
