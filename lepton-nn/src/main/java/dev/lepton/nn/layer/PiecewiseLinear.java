package dev.lepton.nn.layer;

import java.util.List;

/// Embeds each feature on its own by a function that is linear between quantiles (Gorishniy et al.
/// 2022): how much of each bin lies below the feature, 0 to 1, then a linear map of these and of the
/// feature itself to `size` numbers. Features lie one after the other in the output.
///
/// Buffers, which are found from training rows: `start` and `factor` `[features, bins]`, where a bin
/// begins and the inverse of its width, 0 for a bin that is not used. Parameters: `weight` `[features,
/// bins, size]`, zeros at first; `slope` and `bias` `[features, size]`.
///
/// @param bins for each feature at most
/// @param size numbers for each feature
public record PiecewiseLinear(int bins, int size) implements Tabular {

    public PiecewiseLinear {
        Misfits.requirePositive("The number of bins", bins);
        Misfits.requirePositive("The size of an embedding", size);
    }

    @Override
    public Signal output(Signal input) {
        return Signal.reals(Tabular.features(input) * size);
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        long features = input.size(0);
        Initial linear = Initial.fanIn(size);
        return List.of(
                Parameter.buffer("start", Initial.ZEROS, features, bins),
                Parameter.buffer("factor", Initial.ZEROS, features, bins),
                Parameter.trained("weight", Initial.ZEROS, features, bins, size),
                Parameter.trained("slope", linear, features, size),
                Parameter.trained("bias", linear, features, size));
    }

    @Override
    public long operations(Signal input) {
        return input.elements() * (4L * bins + 2L * bins * size + 2L * size);
    }

    @Override
    public String describe() {
        return "piecewiseLinear(" + bins + ", " + size + ")";
    }
}
