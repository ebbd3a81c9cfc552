package dev.lepton.model;

/// Where a number lies with some confidence.
///
/// @param low lower end, NaN where nothing is known
/// @param high upper end, NaN where nothing is known
/// @param level share of such intervals that hold the true number, as 0.95
public record Interval(double low, double high, double level) {

    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    public boolean isKnown() {
        return !Double.isNaN(low) && !Double.isNaN(high);
    }
}
