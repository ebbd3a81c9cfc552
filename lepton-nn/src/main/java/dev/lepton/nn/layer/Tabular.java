package dev.lepton.nn.layer;

/// A leaf that is made for tables: scaling and embedding of columns, and several members in one net.
public sealed interface Tabular extends Unary
        permits RobustScaling,
                Scale,
                NtkDense,
                Blend,
                Periodic,
                PiecewiseLinear,
                CodeEmbedding,
                FadingDropout,
                Members,
                MemberDense {

    /// `[features]`, of a known number.
    static long features(Signal input) {
        Misfits.requireAxes(input, 1, "[features]");
        return Misfits.known(input, 0);
    }
}
