package dev.lepton.automl.searcher;

/// How a cost-frugal search walks; lengths are in units of the cube's side times the root of the dimension.
///
/// @param spread points spread over the space after the cheap start, before the first walk
/// @param step length of the first step
/// @param least length below which a walk ends
/// @param gain factor of the length after a success; a failure takes back a quarter of it in the exponent
/// @param flip probability that a choice takes another value in a step
/// @param scatter deviation of later starts around the cheap one
public record CfoOptions(int spread, double step, double least, double gain, double flip, double scatter) {

    public static final CfoOptions DEFAULTS = new CfoOptions(9, 0.1, 0.003, 1.5, 0.15, 0.3);

    public CfoOptions withSpread(int other) {
        return new CfoOptions(other, step, least, gain, flip, scatter);
    }

    double afterFailure() {
        return Math.pow(gain, -0.25);
    }
}
