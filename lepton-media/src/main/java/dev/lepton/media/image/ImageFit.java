package dev.lepton.media.image;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import java.util.Arrays;
import java.util.Locale;

/// What becomes of an image whose sides have another ratio than the wanted ones.
public enum ImageFit {
    /// The largest part of the wanted ratio about the middle is kept; nothing is distorted.
    CROP,
    /// All of it is kept and distorted.
    STRETCH;

    /// The name as plans write it.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws LeptonException INVALID_ARGUMENT naming the nearest one
    public static ImageFit parse(String id) {
        for (ImageFit fit : values()) {
            if (fit.id().equals(id)) {
                return fit;
            }
        }
        throw new LeptonException(
                ErrorCode.INVALID_ARGUMENT,
                "\"" + id + "\" is no way to fit images."
                        + Names.hint(
                                id, Arrays.stream(values()).map(ImageFit::id).toList()));
    }
}
