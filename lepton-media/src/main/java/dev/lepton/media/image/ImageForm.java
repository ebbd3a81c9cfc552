package dev.lepton.media.image;

import java.util.Optional;

/// The encodings of images that are read, told by their first bytes and never by the name of the file.
enum ImageForm {
    JPEG("JPEG"),
    PNG("PNG"),
    GIF("GIF"),
    WEBP("WebP"),
    TIFF("TIFF"),
    BMP("BMP"),
    /// Uncompressed: portable grey and pixel maps, `P5` and `P6` of Netpbm.
    PNM("PNM");

    private final String title;

    ImageForm(String title) {
        this.title = title;
    }

    /// As messages write it.
    String title() {
        return title;
    }

    static Optional<ImageForm> of(byte[] file) {
        if (starts(file, 0, 0xff, 0xd8, 0xff)) {
            return Optional.of(JPEG);
        }
        if (starts(file, 0, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)) {
            return Optional.of(PNG);
        }
        if (starts(file, 0, 'G', 'I', 'F', '8')) {
            return Optional.of(GIF);
        }
        if (starts(file, 0, 'R', 'I', 'F', 'F') && starts(file, 8, 'W', 'E', 'B', 'P')) {
            return Optional.of(WEBP);
        }
        if (starts(file, 0, 'I', 'I', 42, 0) || starts(file, 0, 'M', 'M', 0, 42)) {
            return Optional.of(TIFF);
        }
        if (starts(file, 0, 'B', 'M') && file.length > 26) {
            return Optional.of(BMP);
        }
        return starts(file, 0, 'P', '5') || starts(file, 0, 'P', '6') ? Optional.of(PNM) : Optional.empty();
    }

    private static boolean starts(byte[] file, int at, int... signs) {
        if (file.length < at + signs.length) {
            return false;
        }
        for (int i = 0; i < signs.length; i++) {
            if ((file[at + i] & 0xff) != signs[i]) {
                return false;
            }
        }
        return true;
    }
}
