package dev.lepton.nn;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.Locale;

/// Where a net is computed.
public sealed interface Place {

    /// The machine's processors.
    record Cpu() implements Place {}

    /// One NVIDIA GPU.
    ///
    /// @param index from 0
    record Cuda(int index) implements Place {}

    /// The first GPU where there is one, the processors otherwise.
    record Auto() implements Place {}

    Place CPU = new Cpu();
    Place AUTO = new Auto();

    /// The place that `cpu`, `cuda`, `cuda:1` or `auto` names.
    static Place of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.matches("cuda:\\d{1,2}")) {
            return new Cuda(Integer.parseInt(lower.substring("cuda:".length())));
        }
        return switch (lower) {
            case "cpu" -> CPU;
            case "cuda" -> new Cuda(0);
            case "auto" -> AUTO;
            default ->
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "\"" + text + "\" is no place to compute a net; give cpu, cuda:N or auto.");
        };
    }
}
