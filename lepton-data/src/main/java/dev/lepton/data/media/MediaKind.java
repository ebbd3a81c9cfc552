package dev.lepton.data.media;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What the files of a collection hold, told by the ends of their names.
public enum MediaKind {
    IMAGE(Set.of("jpg", "jpeg", "jpe", "png", "webp", "tif", "tiff", "bmp", "gif", "pgm", "ppm", "pnm")),
    AUDIO(Set.of("wav", "wave", "flac"));

    private final Set<String> ends;

    MediaKind(Set<String> ends) {
        this.ends = ends;
    }

    /// The name of the column of such files: `image` or `audio`.
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param name of a file, with or without folders
    public static Optional<MediaKind> of(String name) {
        String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        for (MediaKind kind : values()) {
            if (kind.ends.contains(end)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
