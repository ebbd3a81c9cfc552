package dev.lepton.learn.feature;

/// One column of a [FeatureMatrix].
///
/// @param name the raw column's name with what was made of it: `age`, `city=(rare)`, `opened:month`
/// @param categorical whether its values are codes `0 .. levels - 1` without an order, NaN where missing or
///     unseen
/// @param levels number of codes; 0 where it is not categorical
public record Feature(String name, boolean categorical, int levels) {

    static Feature number(String name) {
        return new Feature(name, false, 0);
    }
}
