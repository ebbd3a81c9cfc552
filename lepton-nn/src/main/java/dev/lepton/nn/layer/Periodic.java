package dev.lepton.nn.layer;

import java.util.List;

/// Embeds each feature on its own by waves: cos(2π · frequency · x + phase) of several frequencies, a
/// linear map of them to `size - 1` numbers, and beside these the feature itself (Gorishniy et al.
/// 2022; with phases and the plain feature by Holzmüller et al. 2024, "PBLD"). Features lie one after
/// the other in the output.
///
/// Parameters: `frequency` and `phase` `[features, frequencies]`, `weight` `[features, frequencies,
/// size - 1]`, `bias` `[features, size - 1]`.
///
/// @param frequencies for each feature
/// @param deviation standard deviation of the frequencies before training
/// @param size numbers for each feature, 2 or more
public record Periodic(int frequencies, double deviation, int size) implements Tabular {

    public Periodic {
        Misfits.requirePositive("The number of frequencies of a periodic embedding", frequencies);
        Misfits.require(deviation > 0, "The deviation of frequencies must be above 0, but is " + deviation + ".");
        Misfits.require(size >= 2, "The size of a periodic embedding must be 2 or more, but is " + size + ".");
    }

    @Override
    public Signal output(Signal input) {
        return Signal.reals(Tabular.features(input) * size);
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        long features = input.size(0);
        Initial linear = Initial.fanIn(frequencies);
        return List.of(
                Parameter.trained("frequency", new Initial.Normal(deviation), features, frequencies),
                Parameter.trained("phase", new Initial.Uniform(Math.PI), features, frequencies),
                Parameter.trained("weight", linear, features, frequencies, size - 1),
                Parameter.trained("bias", linear, features, size - 1));
    }

    @Override
    public long operations(Signal input) {
        return input.elements() * frequencies * (8L + 2L * (size - 1));
    }

    @Override
    public String describe() {
        return "periodic(" + frequencies + ", " + size + ")";
    }
}
