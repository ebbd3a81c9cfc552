package dev.lepton.learn.linear;

/// How a model's weighted sums become its answer.
enum Answer {
    /// One sum: the log odds of the second of two classes.
    LOG_ODDS,
    /// One sum per class: log probabilities up to a common constant.
    CLASS_SCORES,
    /// One sum: the number itself.
    NUMBER,
    /// One sum: the logarithm of the number.
    LOG_NUMBER
}
