package dev.lepton.pipeline;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Whether a stack of the ensemble's members is tried. It answers only where it proves better than the
/// ensemble.
public enum StackingUse {
    /// With the preset `best`.
    AUTO,
    ON,
    OFF;

    /// @throws LeptonException INVALID_ARGUMENT naming the nearest one
    public static StackingUse parse(String id) {
        List<String> known = Arrays.stream(values()).map(StackingUse::id).toList();
        if (!known.contains(id)) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Stacking cannot be \"" + id + "\"; it is auto, on or off." + Names.hint(id, known));
        }
        return values()[known.indexOf(id)];
    }

    /// The name as plans write it: `auto`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether a run with `preset` tries a stack. What a person shall be able to read is never stacked.
    boolean holds(Preset preset) {
        return switch (this) {
            case AUTO -> preset == Preset.BEST;
            case ON -> !preset.isReadable();
            case OFF -> false;
        };
    }
}
